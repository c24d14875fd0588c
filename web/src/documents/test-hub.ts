/** A server of one document for the tests, over real sockets: says what docs/protocol.md says, and keeps nothing. */
import type { AddressInfo } from "node:net";

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { type WebSocket, WebSocketServer } from "ws";
import * as Y from "yjs";

interface Client {
  socket: WebSocket;
  updates: number;
  clientId: number;
  awareness: Uint8Array | null;
}

export class TestHub {
  readonly doc = new Y.Doc();
  readonly #clients = new Set<Client>();
  /** Frames in answer to which nothing is said: a server that hangs. */
  isSilent = false;
  mayWrite = true;
  /** How often anybody connected. */
  connections = 0;
  /** How many updates anybody sent. */
  updates = 0;
  #server: WebSocketServer | null = null;
  #port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const server = new WebSocketServer({ port: this.#port, host: "127.0.0.1", handleProtocols: () => "chalkroom.ink.1" });
    this.#server = server;
    server.on("connection", (socket) => this.#welcome(socket));
    await new Promise((resolve) => server.once("listening", resolve));
    this.#port = (server.address() as AddressInfo).port;
  }

  /** The line breaks; `start` mends it. */
  async stop(): Promise<void> {
    for (const { socket } of this.#clients) socket.terminate();
    await new Promise((resolve) => (this.#server ? this.#server.close(resolve) : resolve(null)));
    this.#server = null;
  }

  tellState(client?: Client): void {
    const state = JSON.stringify({ may_write: this.mayWrite, bytes: 100, limit: 1_000 });
    for (const { socket } of client ? [client] : this.#clients) send(socket, 102, (to) => encoding.writeVarString(to, state));
  }

  refuseNext(reason: string): void {
    this.#refusal = reason;
  }

  #refusal: string | null = null;

  #welcome(socket: WebSocket): void {
    const client: Client = { socket, updates: 0, clientId: 0, awareness: null };
    this.#clients.add(client);
    this.connections++;
    socket.on("message", (data: Buffer) => !this.isSilent && this.#receive(client, new Uint8Array(data)));
    socket.on("close", () => this.#clients.delete(client));
    this.tellState(client);
    send(socket, 0, (to) => sync(to, 0, Y.encodeStateVector(this.doc)));
    for (const { awareness } of this.#clients) if (awareness) send(socket, 1, (to) => encoding.writeVarUint8Array(to, awareness));
  }

  #receive(client: Client, frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    if (type === 0) this.#onSync(client, decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder));
    if (type === 1) {
      const content = decoding.readVarUint8Array(decoder);
      client.awareness = content;
      for (const { socket } of this.#others(client)) send(socket, 1, (to) => encoding.writeVarUint8Array(to, content));
    }
    if (type === 103) {
      const ink = JSON.stringify([["someone", 7, JSON.parse(decoding.readVarString(decoder)) as unknown]]);
      for (const { socket } of this.#others(client)) send(socket, 103, (to) => encoding.writeVarString(to, ink));
    }
  }

  #onSync(client: Client, step: number, content: Uint8Array): void {
    if (step === 0) return send(client.socket, 0, (to) => sync(to, 1, Y.encodeStateAsUpdate(this.doc, content)));
    this.updates++;
    const number = ++client.updates;
    const reason = this.mayWrite ? this.#refusal : "read_only";
    this.#refusal = null;
    if (reason !== null) {
      return send(client.socket, 101, (to) => {
        encoding.writeVarString(to, reason);
        encoding.writeVarUint(to, number);
      });
    }
    Y.applyUpdate(this.doc, content);
    for (const { socket } of this.#others(client)) send(socket, 0, (to) => sync(to, 2, content));
    send(client.socket, 100, (to) => encoding.writeVarUint(to, number));
  }

  #others(client: Client): Client[] {
    return [...this.#clients].filter((other) => other !== client);
  }
}

function sync(encoder: encoding.Encoder, step: number, content: Uint8Array): void {
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, content);
}

function send(socket: WebSocket, type: number, write: (encoder: encoding.Encoder) => void): void {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  socket.send(encoding.toUint8Array(encoder));
}
