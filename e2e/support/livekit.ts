import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { networkInterfaces, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import { freePort, Server } from "./server.ts";
import { test } from "./test.ts";

const program = resolve(import.meta.dirname, "../../.tools/livekit-server");
const KEY = "chalkroom";
const SECRET = "a-secret-of-the-media-server-for-tests";

/** The real LiveKit, on free ports of this machine. */
export class LiveKit {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly configuration: string,
  ) {}

  static async start(): Promise<LiveKit> {
    const [port, tcp, udp] = [await freePort(), await freePort(), await freePort()];
    const address = ownAddress();
    const configuration = JSON.stringify({
      port,
      bind_addresses: ["127.0.0.1"],
      rtc: { tcp_port: tcp, udp_port: udp, use_external_ip: false, node_ip: address, enable_loopback_candidate: address === LOOPBACK },
      keys: { [KEY]: SECRET },
      logging: { level: "info" },
    });
    const livekit = new LiveKit(await mkdtemp(join(tmpdir(), "chalkroom-livekit-")), port, configuration);
    await livekit.launch();
    return livekit;
  }

  /** What a server has to be told to use it. */
  get settings(): Record<string, string> {
    return {
      CHALKROOM_LIVEKIT_URL: `ws://localhost:${this.port}`,
      CHALKROOM_LIVEKIT_KEY: KEY,
      CHALKROOM_LIVEKIT_SECRET: SECRET,
    };
  }

  /** Starts it again after `kill`, on the same ports. */
  async launch(): Promise<void> {
    const log = createWriteStream(join(this.folder, "livekit.log"), { flags: "a" });
    await once(log, "open");
    this.process = spawn(program, ["--config-body", this.configuration], { stdio: ["ignore", log, log] });
    const deadline = Date.now() + 30_000;
    while (Date.now() < deadline && this.process.exitCode === null) {
      const answer = await fetch(`http://localhost:${this.port}`).catch(() => undefined);
      if (answer?.ok) return;
      await wait(100);
    }
    throw new Error(`LiveKit did not start:\n${await this.log()}`);
  }

  /** Ends it without a word, as a power cut would. */
  async kill(): Promise<void> {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill("SIGKILL");
    await once(this.process, "exit");
  }

  async stop(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  log(): Promise<string> {
    return readFile(join(this.folder, "livekit.log"), "utf8");
  }
}

/** A test whose server moves rooms to a real LiveKit. `settings` come on top. */
export function groupTest(settings: Record<string, string> = {}) {
  const group = test.extend<object, { livekit: LiveKit; server: Server }>({
    livekit: [
      async ({}, use) => {
        const livekit = await LiveKit.start();
        await use(livekit);
        await livekit.stop();
      },
      { scope: "worker" },
    ],
    server: [
      async ({ livekit }, use) => {
        const server = await Server.with({ ...livekit.settings, ...settings });
        await use(server);
        await server.stop();
      },
      { scope: "worker" },
    ],
  });
  group.skip(!existsSync(program), "LiveKit is not here: make sfu");
  return group;
}

const LOOPBACK = "127.0.0.1";

/** Where browsers send media to: they prefer a real address to the loopback, if the machine has one. */
function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  return addresses.find(({ family, internal }) => family === "IPv4" && !internal)?.address ?? LOOPBACK;
}
