import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, existsSync, readdirSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const programs = resolve(import.meta.dirname, "../../.venv/bin");
const chalkroom = join(programs, "chalkroom");
const python = join(programs, "python");

/** A real `chalkroom serve` on a free port, with a data folder of its own. */
export class Server {
  private process: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly options: string[],
    private readonly settings: Record<string, string>,
  ) {}

  static start(...options: string[]): Promise<Server> {
    return Server.with({}, ...options);
  }

  /** `settings` are environment variables. */
  static async with(settings: Record<string, string>, ...options: string[]): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), "chalkroom-e2e-"));
    const server = new Server(folder, await freePort(), options, settings);
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
    this.process = spawn(chalkroom, ["serve", "--port", String(this.port), ...this.options], {
      stdio: ["ignore", log, log],
      env: {
        ...process.env,
        CHALKROOM_DATA: join(this.folder, "data"),
        CHALKROOM_REGISTRATIONS_PER_HOUR: "10000", // all people of all tests come from one address
        ...this.settings,
      },
    });
    await this.untilHealthy();
  }

  async stop(): Promise<void> {
    await this.end("SIGTERM");
    await rm(this.folder, {
      recursive: true,
      force: true,
      maxRetries: 20, // the database writes its last words
      retryDelay: 100,
    });
  }

  log(): Promise<string> {
    return readFile(join(this.folder, "server.log"), "utf8");
  }

  /** The number that a query of the server's own database answers. */
  count(query: string): number {
    const program = `
import sys, pathlib, psycopg
from chalkroom.kit.postgres import EmbeddedPostgres
url = EmbeddedPostgres(pathlib.Path(sys.argv[1])).url
print(psycopg.connect(url).execute(sys.argv[2]).fetchone()[0])`;
    const folder = join(this.folder, "data", "postgres");
    const answer = spawnSync(python, ["-c", program, folder, query], { encoding: "utf8" });
    if (answer.status !== 0) throw new Error(answer.stderr);
    return Number(answer.stdout);
  }

  /** Open files and sockets of the serving process; -1 where the system does not tell (not Linux). */
  openFiles(): number {
    const folder = `/proc/${this.process?.pid}/fd`;
    return existsSync(folder) ? readdirSync(folder).length : -1;
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

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
