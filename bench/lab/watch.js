// Put into pages of the lab beside probe.js, whose list of connections it reads: when sound and picture last arrived, and
// for how long they did not, from the first question on. Times in seconds.
(() => {
  const EVERY_MS = 100;
  const now = () => performance.now() / 1000;
  const kinds = {
    audio: { field: "packetsReceived", total: 0, at: 0, longest: 0 },
    video: { field: "framesDecoded", total: 0, at: 0, longest: 0 },
  };
  let isLooking = false;

  const look = async () => {
    const totals = { audio: 0, video: 0 };
    for (const connection of lab.connections) {
      for (const entry of (await connection.getStats()).values()) {
        if (entry.type === "inbound-rtp") totals[entry.kind] += entry[kinds[entry.kind].field] ?? 0;
      }
    }
    for (const [kind, known] of Object.entries(kinds)) {
      // A connection that was closed no longer counts what came over it.
      if (totals[kind] !== known.total) known.at = now();
      if (known.at !== 0) known.longest = Math.max(known.longest, now() - known.at);
      known.total = totals[kind];
    }
    setTimeout(look, EVERY_MS);
  };
  const seen = (kind) => {
    if (!isLooking) {
      isLooking = true;
      look();
    }
    return kinds[kind];
  };

  window.watch = {
    /** Infinite before anything has arrived. */
    silentFor: (kind) => (seen(kind).at === 0 ? Infinity : now() - seen(kind).at),
    longestGap: (kind) => seen(kind).longest,
    forget: () => Object.keys(kinds).forEach((kind) => (seen(kind).longest = 0)),
  };
})();
