import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createWriteStream } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { freePort } from "./server.ts";

const configuration = resolve(import.meta.dirname, "../../deploy/turnserver.conf");
const SECRET = "a-secret-of-the-relay-for-tests";
const HOST = "127.0.0.1";

export const hasCoturn = spawnSync("turnserver", ["--version"]).error === undefined;

export interface Relay {
  /** What a server has to be told to use it. */
  settings: Record<string, string>;
  stop: () => Promise<void>;
}

/** The real coturn with the file that installations copy; only in this test may it reach the machine it runs on. */
export async function startRelay(): Promise<Relay> {
  const folder = await mkdtemp(join(tmpdir(), "chalkroom-relay-"));
  const log = createWriteStream(join(folder, "turnserver.log"));
  await once(log, "open");
  const port = await freePort();
  const coturn = spawn(
    "turnserver",
    [
      ...["-c", configuration, "--realm", "lessons.example", "--static-auth-secret", SECRET],
      ...["--listening-ip", HOST, "--relay-ip", HOST, "--listening-port", String(port), "--no-tls"],
      ...["--allow-loopback-peers", "--allowed-peer-ip=127.0.0.0-127.255.255.255"],
      ...["--userdb", join(folder, "turndb"), "--pidfile", join(folder, "turnserver.pid")],
    ],
    { stdio: ["ignore", log, log] },
  );
  await untilItListens(port, async () => `The relay did not start:\n${await readFile(join(folder, "turnserver.log"), "utf8")}`);
  const address = `${HOST}:${port}`;
  return {
    settings: {
      CHALKROOM_STUN_URLS: `stun:${address}`,
      CHALKROOM_TURN_URLS: `turn:${address}?transport=udp,turn:${address}?transport=tcp`,
      CHALKROOM_TURN_SECRET: SECRET,
    },
    async stop() {
      coturn.kill("SIGKILL");
      if (coturn.exitCode === null && coturn.signalCode === null) await once(coturn, "exit");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilItListens(port: number, complaint: () => Promise<string>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const answers = await new Promise<boolean>((found) => {
      const probe = connect(port, HOST, () => found(true));
      probe.on("error", () => found(false));
      probe.on("connect", () => probe.destroy());
    });
    if (answers) return;
    await wait(100);
  }
  throw new Error(await complaint());
}
