import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/**
 * Debian's WebKitGTK, driven over plain WebDriver (W3C), for Playwright brings its own WebKit only. It is as close to
 * Safari as Linux has, and it has no WebRTC.
 */
export class WebKit {
  private constructor(
    private readonly processes: ChildProcess[],
    private readonly address: string,
  ) {}

  static isHere(): boolean {
    return existsSync(DRIVER) && existsSync(XVFB) && miniBrowser() !== undefined;
  }

  static async start(port: number): Promise<WebKit> {
    const display = `:${port}`; // no two servers share a port, so no two screens share a number
    const screen = spawn(XVFB, [display, "-screen", "0", "1280x800x24", "-nolisten", "tcp"], { stdio: "ignore" });
    const driver = spawn(DRIVER, [`--port=${port}`], { stdio: "ignore", env: { ...process.env, DISPLAY: display } });
    const capabilities = {
      alwaysMatch: { "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation"] } },
    };
    for (let tries = 0; ; tries += 1) {
      try {
        const session = await send<{ sessionId: string }>(`http://127.0.0.1:${port}/session`, { capabilities });
        return new WebKit([driver, screen], `http://127.0.0.1:${port}/session/${session.sessionId}`);
      } catch (error) {
        if (tries === 50) throw error;
        await wait(200);
      }
    }
  }

  async open(address: string): Promise<void> {
    await send(`${this.address}/url`, { url: address });
  }

  /** What the page says, as soon as it says `expected`, or after ten seconds. */
  async read(expected: string): Promise<string> {
    for (let tries = 0; ; tries += 1) {
      const script = "return document.body.innerText";
      const words = await send<string>(`${this.address}/execute/sync`, { script, args: [] });
      if (words.includes(expected) || tries === 100) return words;
      await wait(100);
    }
  }

  async close(): Promise<void> {
    await fetch(this.address, { method: "DELETE" });
    for (const child of this.processes) {
      child.kill();
      await once(child, "exit");
    }
  }
}

const DRIVER = "/usr/bin/WebKitWebDriver";
const XVFB = "/usr/bin/Xvfb";

function miniBrowser(): string | undefined {
  const libraries = "/usr/lib";
  return readdirSync(libraries)
    .filter((name) => name.endsWith("-linux-gnu"))
    .map((name) => `${libraries}/${name}/webkit2gtk-4.1/MiniBrowser`)
    .find((file) => existsSync(file));
}

async function send<Answer>(address: string, body: object): Promise<Answer> {
  const answer = await fetch(address, { method: "POST", body: JSON.stringify(body) });
  const { value } = (await answer.json()) as { value: Answer & { message?: string } };
  if (!answer.ok) throw new Error(value.message);
  return value;
}
