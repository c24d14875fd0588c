import { beforeEach, describe, expect, it, vi } from "vitest";

import { FakeLine, FakeStream } from "./fake-carriers";
import { Received } from "./received";

beforeEach(() => {
  vi.stubGlobal("MediaStream", FakeStream);
  return () => vi.unstubAllGlobals();
});

describe("what is received of somebody", () => {
  it("follows its line: what comes later is shown as well", () => {
    const line = new FakeLine();
    const voice = line.announce("audio");
    const received = Received.from(line);
    const picture = line.announce("video");
    expect(received.stream.getTracks()).toEqual([voice, picture]);
    const screen = line.announce("screenVideo");
    expect(received.screen.getTracks()).toEqual([screen]);
  });

  it("changes over slot by slot, and never holds two voices", () => {
    const [mesh, sfu] = [new FakeLine(), new FakeLine()];
    mesh.announce("audio");
    const picture = mesh.announce("video");
    const received = Received.from(mesh);
    const { stream } = received;
    const voice = sfu.announce("audio");
    received.take("audio", sfu);
    expect(received.stream).toBe(stream);
    expect(stream.getTracks()).toEqual([picture, voice]);
  });

  it("is not disturbed by a line that it has left", () => {
    const [mesh, sfu] = [new FakeLine(), new FakeLine()];
    const received = Received.from(mesh);
    const voice = sfu.announce("audio");
    received.takeAll(sfu);
    mesh.announce("audio");
    expect(received.stream.getTracks()).toEqual([voice]);
  });

  it("never runs empty while a voice changes over: an element would stop playing", () => {
    const [mesh, sfu] = [new FakeLine(), new FakeLine()];
    mesh.announce("audio");
    const received = Received.from(mesh);
    const counts: number[] = [];
    const remove = received.stream.removeTrack.bind(received.stream);
    received.stream.removeTrack = (track) => {
      remove(track);
      counts.push(received.stream.getTracks().length);
    };
    sfu.announce("audio");
    received.take("audio", sfu);
    expect(counts).toEqual([1]);
  });

  it("shows one picture at a time: Firefox stays with the first of two", () => {
    const [mesh, sfu] = [new FakeLine(), new FakeLine()];
    mesh.announce("video");
    const received = Received.from(mesh);
    const counts: number[] = [];
    const add = received.stream.addTrack.bind(received.stream);
    received.stream.addTrack = (track) => {
      add(track);
      counts.push(received.stream.getTracks().length);
    };
    sfu.announce("video");
    received.take("video", sfu);
    expect(counts).toEqual([1]);
  });

  it("silences what is off, whichever line it comes from", () => {
    const [mesh, sfu] = [new FakeLine(), new FakeLine()];
    const received = Received.from(mesh);
    received.allow({ audio: false, video: true, screen: true });
    const voice = sfu.announce("audio");
    received.take("audio", sfu);
    expect(voice.enabled).toBe(false);
    received.allow({ audio: true, video: true, screen: true });
    expect(voice.enabled).toBe(true);
  });
});
