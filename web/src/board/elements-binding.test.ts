import { beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";

import type { BoardElement } from "./board-document";
import { ElementsBinding } from "./elements-binding";
import { changed, element } from "./test-elements";

/** One person's page: a list in place of Excalidraw, a real document. */
class Person {
  readonly doc = new Y.Doc();
  readonly map = this.doc.getMap<unknown>("elements");
  scene: readonly BoardElement[] = [];
  readonly binding = new ElementsBinding(this.map, {
    elements: () => this.scene,
    show: (elements) => {
      this.scene = elements;
    },
  });

  /** Draws or changes, as Excalidraw tells of it, and lets go. */
  does(...elements: BoardElement[]): void {
    this.holds(...elements);
    this.letsGo();
  }

  /** Is still at it. */
  holds(...elements: BoardElement[]): void {
    const ids = elements.map(({ id }) => id);
    this.scene = [...this.scene.filter(({ id }) => !ids.includes(id)), ...elements];
    this.binding.commit([], new Set(ids));
  }

  letsGo(): void {
    this.binding.commit(this.binding.changedIn(this.scene), new Set());
  }

  get(id: string): BoardElement {
    const found = this.scene.find((each) => each.id === id);
    if (!found) throw new Error(`There is no ${id}.`);
    return found;
  }

  /** What can be seen. */
  get sees(): BoardElement[] {
    return this.scene.filter(({ isDeleted }) => !isDeleted);
  }
}

let ada: Person;
let leo: Person;

function exchange(): void {
  const [fromAda, fromLeo] = [Y.encodeStateAsUpdate(ada.doc), Y.encodeStateAsUpdate(leo.doc)];
  Y.applyUpdate(ada.doc, fromLeo, "the network");
  Y.applyUpdate(leo.doc, fromAda, "the network");
}

beforeEach(() => {
  ada = new Person();
  leo = new Person();
});

describe("two people", () => {
  it("see what the other draws, changes and deletes", () => {
    ada.does(element("box"));
    exchange();
    expect(leo.sees).toEqual(ada.sees);
    leo.does(changed(leo.get("box"), { x: 300 }));
    exchange();
    expect(ada.get("box").x).toBe(300);
    ada.does(changed(ada.get("box"), { isDeleted: true }));
    exchange();
    expect(leo.sees).toEqual([]);
    expect(ada.map.size).toBe(0);
  });

  it("have the same in front", () => {
    ada.does(element("back", { index: "a1" }));
    exchange();
    leo.does(element("front", { index: "a2" }), element("between", { index: "a1V" }));
    exchange();
    for (const elements of [ada.sees, leo.binding.load()]) {
      expect(elements.map(({ id }) => id)).toEqual(["back", "between", "front"]);
    }
  });

  it("agree after both changed the same thing at once, whatever its version says", () => {
    ada.does(element("box"));
    exchange();
    // One changes it once, the other three times.
    ada.does(changed(ada.get("box"), { x: 111 }));
    for (const y of [1, 2, 222]) leo.does(changed(leo.get("box"), { y }));
    exchange();
    expect(ada.sees).toEqual(leo.sees);
    expect([ada.get("box")]).toEqual([...ada.map.values()]);
  });

  it("agree after one deleted what the other changed", () => {
    ada.does(element("box"));
    exchange();
    ada.does(changed(ada.get("box"), { isDeleted: true }));
    leo.does(changed(leo.get("box"), { x: 5 }));
    exchange();
    expect(ada.sees).toEqual(leo.sees);
    expect(ada.sees).toHaveLength(ada.map.size);
  });
});

describe("what somebody holds in their hand", () => {
  it("is not moved away by another, and counts when it is let go of", () => {
    ada.does(element("box"));
    exchange();
    leo.holds(changed(leo.get("box"), { x: 50 }));
    ada.does(changed(ada.get("box"), { x: 700 }));
    exchange();
    expect(leo.get("box").x).toBe(50);
    leo.letsGo();
    exchange();
    expect(ada.get("box").x).toBe(50);
    expect(ada.sees).toEqual(leo.sees);
  });

  it("is as the other left it, if it was let go of without a change", () => {
    ada.does(element("box"));
    exchange();
    leo.holds(leo.get("box"));
    ada.does(changed(ada.get("box"), { x: 700 }));
    exchange();
    leo.letsGo();
    expect(leo.get("box").x).toBe(700);
  });
});

it("sends nothing back that came from another", () => {
  ada.does(element("box"));
  exchange();
  expect(leo.binding.changedIn(leo.scene)).toEqual([]);
  expect(leo.binding.load()).toEqual(leo.scene);
});

it("keeps apart what is shown and what is kept: Excalidraw changes its elements in place", () => {
  const box = element("box");
  ada.does(box);
  (box as { x: number }).x = 999;
  expect(ada.map.get("box")).toMatchObject({ x: 10 });
});

it("shows nothing that a hostile page wrote, and loses nothing else by it", () => {
  leo.does(element("box"));
  leo.map.set("page", { ...element("page"), type: "iframe", link: "javascript:alert(1)" });
  leo.map.set("other", element("not-its-name"));
  leo.map.set("junk", "junk");
  leo.map.set("linked", { ...element("linked"), link: "javascript:alert(1)" });
  exchange();
  expect(ada.sees.map(({ id, link }) => [id, link])).toEqual([["box", null], ["linked", null]]);
});

it("ends with the same for three people who draw at random and hear of each other in any order", () => {
  const random = seeded(4);
  const people = [ada, leo, new Person()];
  const updates: { from: Person; update: Uint8Array }[] = [];
  for (const from of people) from.doc.on("update", (update: Uint8Array, origin) => origin !== "the network" && updates.push({ from, update }));
  const heard = people.map(() => new Set<number>());
  const hear = (index: number) => {
    const missing = updates.map((_, number) => number).filter((number) => !heard[index]!.has(number) && updates[number]!.from !== people[index]);
    const number = missing[Math.floor(random() * missing.length)];
    if (number === undefined) return false;
    heard[index]!.add(number);
    Y.applyUpdate(people[index]!.doc, updates[number]!.update, "the network");
    return true;
  };
  for (let step = 0; step < 600; step++) {
    const index = Math.floor(random() * people.length);
    const person = people[index]!;
    const some = person.sees[Math.floor(random() * person.sees.length)];
    const choice = random();
    if (choice < 0.4) hear(index);
    else if (choice < 0.6 || !some) person.does(element(`e${step}`, { index: `a${Math.floor(random() * 9)}` }));
    else if (choice < 0.85) person.does(changed(some, { x: Math.floor(random() * 1_000) }));
    else person.does(changed(some, { isDeleted: true }));
  }
  people.forEach((_, index) => {
    while (hear(index));
  });
  const [first, ...others] = people.map(({ sees }) => sees);
  expect(first?.length).toBeGreaterThan(10);
  for (const other of others) expect(other).toEqual(first);
  expect(new Map(first?.map((each) => [each.id, each]))).toEqual(new Map(ada.map.entries()));
});

/** The same numbers at every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
