import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What the stand-in of Piston was sent. */
export interface SentProgram {
  language: string;
  version: string;
  files: { name: string; content: string }[];
  stdin: string;
}

/** A Piston (API version 2) that offers Java and Go, and "runs" programs by answering with what the test says. */
export class FakePiston {
  readonly sent: SentProgram[] = [];
  /** What every program shows; `null`: it never ends. */
  outcome: { stdout: string; stderr: string; code: number | null; signal: string | null } | null = { stdout: "", stderr: "", code: 0, signal: null };

  private constructor(private readonly server: Server) {}

  static async open(): Promise<FakePiston> {
    const server = createServer();
    const piston = new FakePiston(server);
    server.on("request", (request, response) => {
      const answer = (body: unknown) => response.setHeader("Content-Type", "application/json").end(JSON.stringify(body));
      if (request.url === "/api/v2/runtimes") return answer([runtime("java", "21.0.9"), runtime("go", "1.24.1")]);
      if (request.url !== "/api/v2/execute") return response.writeHead(404).end();
      let body = "";
      request.on("data", (piece: Buffer) => (body += piece.toString()));
      request.on("end", () => {
        piston.sent.push(JSON.parse(body) as SentProgram);
        if (piston.outcome) answer({ run: { ...piston.outcome, output: piston.outcome.stdout } });
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return piston;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/v2`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

function runtime(language: string, version: string) {
  return { language, version, aliases: [] };
}
