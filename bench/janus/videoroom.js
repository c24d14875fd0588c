// A plain page of Janus's videoroom: what its own demo (videoroom.js, Janus 1.1) does, without the decoration. Whoever
// joins publishes camera and microphone and subscribes to everyone who is there.
//
// Two things are kinder to Janus than its demo is: the camera is open before the click, and with `?prepared` so are the
// connection to the server and the handle of the plugin.
import Janus from "./node_modules/janus-gateway/npm/dist/janus.es.js";

const ROOM = 1234;
const parameters = new URLSearchParams(location.search);
const server = parameters.get("server");
const button = document.getElementById("join");

const camera = await navigator.mediaDevices.getUserMedia({
  audio: true,
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
});
document.getElementById("self").srcObject = camera;

await new Promise((done) => {
  Janus.init({ debug: ["error"], dependencies: Janus.useDefaultDependencies({ adapter: window.adapter }), callback: done });
});
let publisher = null;
if (parameters.has("prepared")) publisher = await attachPublisher(await connect());
button.onclick = async () => {
  button.disabled = true;
  publisher ??= await attachPublisher(await connect());
  publisher.handle.send({ message: { request: "join", room: ROOM, ptype: "publisher", display: "someone" } });
};
button.disabled = false;

function connect() {
  return new Promise((done, fail) => {
    const janus = new Janus({ server, success: () => done(janus), error: fail });
  });
}

function attachPublisher(janus) {
  return new Promise((done, fail) => {
    janus.attach({
      plugin: "janus.plugin.videoroom",
      success: (handle) => {
        publisher = { janus, handle };
        done(publisher);
      },
      error: fail,
      webrtcState: (up) => (document.body.dataset.publishing = String(up)),
      onmessage: (message, description) => {
        if (message.videoroom === "joined") publish();
        for (const feed of message.publishers ?? []) subscribe(feed);
        if (description) publisher.handle.handleRemoteJsep({ jsep: description });
      },
    });
  });
}

function publish() {
  const [audio] = camera.getAudioTracks();
  const [video] = camera.getVideoTracks();
  publisher.handle.createOffer({
    tracks: [
      { type: "audio", capture: audio, recv: false },
      { type: "video", capture: video, recv: false },
    ],
    success: (jsep) => publisher.handle.send({ message: { request: "configure", audio: true, video: true }, jsep }),
    error: (error) => console.error(error),
  });
}

function subscribe(feed) {
  let subscriber = null;
  const stream = new MediaStream();
  publisher.janus.attach({
    plugin: "janus.plugin.videoroom",
    success: (handle) => {
      subscriber = handle;
      const streams = feed.streams.map(({ mid }) => ({ feed: feed.id, mid }));
      subscriber.send({ message: { request: "join", room: ROOM, ptype: "subscriber", streams } });
    },
    error: (error) => console.error(error),
    onmessage: (_message, jsep) => {
      if (!jsep) return;
      subscriber.createAnswer({
        jsep,
        tracks: [{ type: "data" }],
        success: (answer) => subscriber.send({ message: { request: "start", room: ROOM }, jsep: answer }),
        error: (error) => console.error(error),
      });
    },
    onremotetrack: (track, _mid, on) => {
      if (!on || stream.getTracks().includes(track)) return;
      stream.addTrack(track);
      if (track.kind !== "video") return;
      const video = Object.assign(document.createElement("video"), { autoplay: true, playsInline: true, width: 640 });
      video.srcObject = stream;
      document.getElementById("others").append(video);
    },
  });
}
