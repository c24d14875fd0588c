import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { createWriteStream } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const chalkroom = resolve(import.meta.dirname, "../../.venv/bin/chalkroom");

/** A real `chalkroom serve` on a free port, with a data folder of its own. */
export class Server {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<Server> {
    const server = new Server(await mkdtemp(join(tmpdir(), "chalkroom-e2e-")), await freePort());
    await server.launch();
    return server;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** Ends the server without a word, as a power cut would. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** Starts it again after `kill`, on the same port and data. */
  async launch(): Promise<void> {
    const log = createWriteStream(join(this.folder, "server.log"), { flags: "a" });
    await once(log, "open");
    this.process = spawn(chalkroom, ["serve", "--demo", "--port", String(this.port)], {
      stdio: ["ignore", log, log],
      env: { ...process.env, CHALKROOM_DATA: join(this.folder, "data") },
    });
    await this.untilHealthy();
  }

  async stop(): Promise<void> {
    await this.end("SIGTERM");
    await rm(this.folder, { recursive: true, force: true });
  }

  log(): Promise<string> {
    return readFile(join(this.folder, "server.log"), "utf8");
  }

  private async end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill(signal);
    await once(this.process, "exit");
  }

  private async untilHealthy(): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline && this.process?.exitCode === null) {
      const answer = await fetch(`${this.url}/api/health`).catch(() => undefined);
      if (answer?.ok) return;
      await wait(100);
    }
    throw new Error(`The server did not start:\n${await this.log()}`);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
