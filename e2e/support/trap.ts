import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Somebody else's server, which notes whoever reaches it, by whatever way. */
export class Trap {
  readonly reached: string[] = [];
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      this.reached.push(`${request.method} ${request.url}`);
      response.writeHead(200, { "Access-Control-Allow-Origin": "*", "Content-Type": "text/javascript" });
      response.end("globalThis.trapped = true;");
    });
    this.server.on("upgrade", (request, socket) => {
      this.reached.push(`upgrade ${request.url}`);
      socket.destroy();
    });
  }

  static async open(): Promise<Trap> {
    const trap = new Trap();
    trap.server.listen(0, "127.0.0.1");
    await once(trap.server, "listening");
    return trap;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}
