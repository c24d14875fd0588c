import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

import { expect } from "@playwright/test";

import type { Person, Session } from "./people.ts";

const project = resolve(import.meta.dirname, "../..");

/** A line of tests/classroom/peer.py. */
interface Report {
  event: string;
  frames?: number;
  brightness?: number;
  peak?: number;
}

/** A participant whose WebRTC stack is not a browser's: tests/classroom/peer.py, written from docs/protocol.md alone. */
export class IndependentPeer {
  private readonly reports: Report[] = [];
  private complaints = "";
  private readonly process: ChildProcess;

  constructor(address: string, session: Session, person: Person) {
    const { meeting_id, passcode } = session;
    this.process = spawn(
      resolve(project, ".venv/bin/python"),
      ["-m", "tests.classroom.peer", address, meeting_id, passcode, "--name", person.name, "--access-token", person.accessToken],
      { cwd: project, stdio: ["ignore", "pipe", "pipe"] },
    );
    createInterface({ input: this.process.stdout! }).on("line", (line) => this.reports.push(JSON.parse(line) as Report));
    this.process.stderr!.on("data", (text) => (this.complaints += text));
  }

  /** From now on it decodes more frames of a picture that is not black, and more sound that is not silent. */
  async expectToSeeAndHear(): Promise<void> {
    const before = this.reports.length;
    const news = (event: string) => this.reports.slice(before).filter((report) => report.event === event);
    await expect(() => {
      expect(news("video").some(({ brightness = 0 }) => brightness > 10), `a picture\n${this.complaints}`).toBe(true);
      expect(news("audio").some(({ peak = 0 }) => peak > 300), `sound\n${this.complaints}`).toBe(true);
    }).toPass({ timeout: 60_000 });
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    this.process.kill("SIGKILL");
    await once(this.process, "exit");
  }
}
