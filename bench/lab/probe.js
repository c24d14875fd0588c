// Put into every page of the lab before its own scripts run. It only watches: when the last click was, what each
// peer connection went through, and when the first frame of somebody else's picture was decoded and presented.
// Times are those of `performance.now()`, in milliseconds.
(() => {
  const lab = { click: null, firstFrame: null, connections: [], timeline: [] };
  window.lab = lab;
  const note = (what) => lab.timeline.push([performance.now(), what]);
  const remoteTracks = new WeakSet();

  addEventListener(
    "click",
    (event) => {
      lab.click = event.timeStamp;
      lab.firstFrame = null;
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
  const watch = (video) => {
    video.requestVideoFrameCallback((now, frame) => {
      if (lab.click !== null && lab.firstFrame === null && isRemote(video)) {
        lab.firstFrame = { at: performance.now(), width: frame.width, height: frame.height, video };
        note("first frame");
      }
      watch(video);
    });
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
    const { at, width, height, video } = lab.firstFrame;
    const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 36 });
    const drawing = canvas.getContext("2d");
    drawing.drawImage(video, 0, 0, 64, 36);
    const levels = drawing.getImageData(0, 0, 64, 36).data.filter((_, index) => index % 4 === 1);
    return {
      milliseconds: at - lab.click,
      width,
      height,
      // A picture, not a black or empty frame: its green is neither dark nor the same everywhere.
      isPicture: Math.max(...levels) - Math.min(...levels) > 40,
      timeline: lab.timeline.map(([time, what]) => [Math.round(time - lab.click), what]),
    };
  };
})();
