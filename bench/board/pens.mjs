// Fifty people at one board. Each pen moves `rate` times a second; once a second a stroke is finished and goes into the
// document. Tells how long it took from each pen to each peer.
//
// Commands come as JSON lines on stdin, answers go to stdout:
//   {"open": {"product", "channel", "url", "tokens": [one for each person]}}  →  {"open": number of people}
//   {"draw": {"seconds", "rate"}}                                            →  what was measured
//   {"close": true}                                                          →  {"closed": true}
import { createInterface } from "node:readline";
import WebSocket from "ws";
import * as Y from "yjs";

import { PRODUCTS } from "./products.mjs";

const POINTS = 3; // in each move: a pen reports more often than it is sent

class Person {
  constructor(product, channel, url, token, number, arrived) {
    this.number = number;
    this.doc = new Y.Doc();
    this.clock = 0;
    this.wire = new product({ channel, client: this.doc.clientID, token });
    this.socket = new WebSocket(url, this.wire.protocols, { perMessageDeflate: false });
    this.socket.binaryType = "nodebuffer";
    this.ready = new Promise((resolve, reject) => {
      this.socket.on("open", () => {
        for (const message of this.wire.hello()) this.socket.send(message);
      });
      this.socket.on("error", reject);
      this.socket.on("close", (code) => {
        this.closed = code;
        reject(new Error(`closed with ${code}`));
      });
      this.socket.on("message", (data) => {
        const now = performance.now();
        const heard = this.wire.read(data);
        if (heard === "ready") resolve();
        else if (heard) for (const at of heard) arrived(now - at);
      });
    });
    this.doc.on("update", (update) => this.socket.send(this.wire.update(update)));
  }

  move() {
    const points = Array.from({ length: POINTS * 3 }, (_, index) => 100 + ((this.clock * 7 + index * 13) % 800));
    this.clock += 1;
    this.socket.send(this.wire.pen({ at: performance.now(), points }, this.clock));
  }

  finishStroke() {
    const points = Array.from({ length: 30 }, (_, index) => [index * 1.5, (index * index) % 40]);
    const element = { type: "freedraw", x: 10, y: 20, points, strokeColor: "#1e1e1e", version: 1 };
    this.doc.getMap("elements").set(`${this.doc.clientID}-${this.clock}`, element);
  }
}

let people = [];
let delays = [];

async function open({ product, channel, url, tokens }) {
  const arrived = (delay) => delays.push(delay);
  people = tokens.map((token, number) => new Person(PRODUCTS[product], channel, url, token, number, arrived));
  await Promise.all(people.map(({ ready }) => ready));
  return { open: people.length };
}

/** Everybody draws; the pens' moments are spread evenly over the time between two moves. */
async function draw({ seconds, rate }) {
  delays = [];
  const begun = performance.now();
  const timers = people.map((person, index) => {
    const every = 1000 / rate;
    let made = 0;
    const step = () => {
      const due = begun + ((index / people.length) + made) * every;
      if (due - begun > seconds * 1000) return;
      person.move();
      made += 1;
      if (made % rate === 0) person.finishStroke();
      person.timer = setTimeout(step, Math.max(0, begun + ((index / people.length) + made) * every - performance.now()));
    };
    person.timer = setTimeout(step, (index / people.length) * every);
    return person;
  });
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000 + 1000));
  for (const { timer } of timers) clearTimeout(timer);
  // A pen that was cut off would make its server look better: it has less to do.
  const lost = people.filter(({ closed }) => closed !== undefined);
  if (lost.length > 0) throw new Error(`${lost.length} pens were closed while drawing, the first with ${lost[0].closed}`);
  const ordered = Float64Array.from(delays).sort();
  const part = (share) => Math.round(10 * ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))]) / 10;
  return {
    sent: people.reduce((sum, { clock }) => sum + clock, 0),
    arrived: ordered.length,
    median: part(0.5),
    p99: part(0.99),
    longest: part(1),
  };
}

async function close() {
  for (const { socket } of people) {
    socket.removeAllListeners("close");
    socket.terminate();
  }
  people = [];
  return { closed: true };
}

const DO = { open, draw, close };
for await (const line of createInterface({ input: process.stdin })) {
  const [[command, options]] = Object.entries(JSON.parse(line));
  console.log(JSON.stringify(await DO[command](options)));
}
