// Put into every page of the lab before its own scripts run. It only watches: when the last click was, what each
// peer connection went through, and when the first frame of somebody else's picture was decoded and presented. Frames that
// are black or of one colour do not count.
// Times are those of `performance.now()`, in milliseconds.
(() => {
  const lab = { click: null, firstFrame: null, candidate: null, emptyFrames: 0, connections: [], timeline: [] };
  window.lab = lab;
  const note = (what) => lab.timeline.push([performance.now(), what]);
  const remoteTracks = new WeakSet();

  addEventListener(
    "click",
    (event) => {
      lab.click = event.timeStamp;
      lab.firstFrame = null;
      lab.candidate = null;
      lab.emptyFrames = 0;
      lab.timeline = [];
    },
    { capture: true },
  );

  const Original = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Original {
    constructor(...values) {
      super(...values);
      lab.connections.push(this);
      note("connection made");
      this.addEventListener("signalingstatechange", () => note(`signalling ${this.signalingState}`));
      this.addEventListener("iceconnectionstatechange", () => note(`ice ${this.iceConnectionState}`));
      this.addEventListener("connectionstatechange", () => note(`connection ${this.connectionState}`));
      this.addEventListener("track", ({ track }) => {
        remoteTracks.add(track);
        track.addEventListener("unmute", () => note(`${track.kind} unmuted`));
      });
    }
  };

  const isRemote = (video) => {
    const tracks = video.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks() : [];
    const receivers = lab.connections.flatMap((connection) => connection.getReceivers());
    return tracks.some((track) => remoteTracks.has(track) || receivers.some((receiver) => receiver.track === track));
  };
  const drawing = Object.assign(document.createElement("canvas"), { width: 64, height: 36 }).getContext("2d", {
    willReadFrequently: true,
  });
  /** Null when nobody can tell: an element that is about to play shows its first frame, yet is drawn black. */
  const showsSomething = (video) => {
    if (video.paused) return null;
    drawing.drawImage(video, 0, 0, 64, 36);
    const greens = drawing.getImageData(0, 0, 64, 36).data.filter((_, index) => index % 4 === 1);
    return Math.max(...greens) - Math.min(...greens) > 40;
  };
  const onFrame = (video, { width, height }) => {
    const frame = (lab.candidate ??= { at: performance.now(), width, height });
    const something = showsSomething(video);
    if (something === null) return;
    lab.candidate = null;
    if (something) {
      lab.firstFrame = frame;
      lab.timeline.push([frame.at, "first frame"]);
    } else {
      lab.emptyFrames += 1;
    }
  };
  const watched = new WeakSet();
  const watch = (video) => {
    if (watched.has(video)) return;
    watched.add(video);
    const next = () =>
      video.requestVideoFrameCallback((_, frame) => {
        if (lab.click !== null && lab.firstFrame === null && isRemote(video)) onFrame(video, frame);
        next();
      });
    next();
  };
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (node instanceof HTMLVideoElement) watch(node);
        else if (node instanceof Element) node.querySelectorAll("video").forEach(watch);
      }
    }
  }).observe(document, { childList: true, subtree: true });

  /** What the benchmark reads after the first frame; null before. */
  lab.result = () => {
    if (lab.firstFrame === null) return null;
    const { at, width, height } = lab.firstFrame;
    return {
      milliseconds: at - lab.click,
      width,
      height,
      emptyFrames: lab.emptyFrames,
      timeline: lab.timeline.map(([time, what]) => [Math.round(time - lab.click), what]),
    };
  };
})();
