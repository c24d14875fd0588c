/** Calls back when this machine changed networks. Returns the function that stops it. */
export function onNetworkChange(listener: () => void): () => void {
  const connection = (navigator as { connection?: NetworkInformation }).connection;
  let type = connection?.type;
  // `change` also fires when mere estimates of speed move: only another kind of network counts.
  const onChange = () => {
    if (connection?.type === type) return;
    type = connection?.type;
    listener();
  };
  window.addEventListener("online", listener);
  connection?.addEventListener("change", onChange);
  return () => {
    window.removeEventListener("online", listener);
    connection?.removeEventListener("change", onChange);
  };
}

/** Not part of the DOM's own types: only some browsers have it. */
interface NetworkInformation extends EventTarget {
  readonly type?: string;
}
