/** A camera that gives nothing for so long is recorded from whenever it does. */
const PATIENCE_MS = 3_000;

/** Resolves once a picture comes from the stream: a camera that was just switched on takes a while. At once where it has no picture. */
export async function firstFrame(stream: MediaStream): Promise<void> {
  if (stream.getVideoTracks().length === 0) return;
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  let timer: ReturnType<typeof setTimeout> | undefined;
  await new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
    video.addEventListener("loadeddata", () => resolve());
    // Some browsers load nothing until it is played.
    video.play().catch(() => undefined);
  });
  clearTimeout(timer);
  video.pause();
  video.srcObject = null;
}
