/** Whether this browser can encrypt frames from end to end, as livekit-client asks (which is not loaded for the question). */
export function canEncrypt(): boolean {
  const transforms = "RTCRtpScriptTransform" in globalThis;
  const streams = "RTCRtpSender" in globalThis && "createEncodedStreams" in RTCRtpSender.prototype;
  // Without HTTPS there is no cryptography for pages.
  return (transforms || streams) && "subtle" in crypto;
}
