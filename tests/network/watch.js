// Put into the pages of these tests beside the lab's own probe, whose list of connections it reads: when sound and picture
// last arrived, and for how long they did not. Times in seconds.
(() => {
  const EVERY_MS = 100;
  const now = () => performance.now() / 1000;
  const kinds = {
    audio: { field: "packetsReceived", total: 0, at: now(), longest: 0 },
    video: { field: "framesDecoded", total: 0, at: now(), longest: 0 },
  };

  const look = async () => {
    const totals = { audio: 0, video: 0 };
    for (const connection of lab.connections) {
      for (const entry of (await connection.getStats()).values()) {
        if (entry.type === "inbound-rtp") totals[entry.kind] += entry[kinds[entry.kind].field] ?? 0;
      }
    }
    for (const [kind, seen] of Object.entries(kinds)) {
      // A connection that was closed no longer counts what came over it.
      if (totals[kind] !== seen.total) seen.at = now();
      seen.longest = Math.max(seen.longest, now() - seen.at);
      seen.total = totals[kind];
    }
    setTimeout(look, EVERY_MS);
  };
  setTimeout(look, EVERY_MS);

  window.watch = {
    silentFor: (kind) => now() - kinds[kind].at,
    longestGap: (kind) => kinds[kind].longest,
    forget: () => Object.values(kinds).forEach((seen) => (seen.longest = 0)),
  };
})();
