// Put into a page before its own scripts run. Sees when a colour is near the middle of the drawing surface for the first time, and
// how long each frame takes while it is asked to watch. Times are those of `performance.now()`, in milliseconds.
(() => {
  const probe = { drawn: null, intervals: null };
  window.boardProbe = probe;

  /** The surface in which Excalidraw paints what is finished. */
  const surface = () => document.querySelector("canvas.static");
  const isLast = (red, green, blue) => red > 200 && green < 60 && blue > 200;

  /** How far around the middle: a large drawing opens near its middle, not in it. */
  const AROUND = 250;
  const STEP = 8;

  function isDrawn(canvas) {
    if (!canvas?.width) return false;
    const [left, top] = [canvas.width / 2 - AROUND, canvas.height / 2 - AROUND];
    const { data, width } = canvas.getContext("2d").getImageData(left, top, 2 * AROUND, 2 * AROUND);
    for (let y = 0; y < 2 * AROUND; y += STEP) {
      for (let x = 0; x < 2 * AROUND; x += STEP) {
        const at = 4 * (y * width + x);
        if (isLast(data[at], data[at + 1], data[at + 2])) return true;
      }
    }
    return false;
  }

  const look = () => {
    if (!isDrawn(surface())) return requestAnimationFrame(look);
    // Painted in this frame, on the screen with the next.
    requestAnimationFrame((now) => (probe.drawn = now));
  };
  requestAnimationFrame(look);

  /** How long each frame takes, until `boardProbe.stop()`. */
  probe.watch = () => {
    probe.intervals = [];
    let before = null;
    const next = (now) => {
      if (before !== null) probe.intervals.push(now - before);
      before = now;
      probe.next = requestAnimationFrame(next);
    };
    probe.next = requestAnimationFrame(next);
  };
  probe.stop = () => {
    cancelAnimationFrame(probe.next);
    return probe.intervals;
  };
  probe.size = () => {
    const { x, y, width, height } = surface().getBoundingClientRect();
    return [x, y, width, height];
  };
})();
