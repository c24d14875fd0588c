import { expect, it, vi } from "vitest";

import { RoomToken } from "./room-token";

it("asks once for all whose token has died", async () => {
  const ask = vi.fn(async () => "second");
  const token = new RoomToken("first", ask);
  const [chat, board] = [token.share(), token.share()];
  expect([chat.token, board.token]).toEqual(["first", "first"]);
  expect(await Promise.all([chat.renewToken(), board.renewToken()])).toEqual(["second", "second"]);
  expect(ask).toHaveBeenCalledOnce();
});

it("gives the one that another has asked for, and asks again only when that one is dead too", async () => {
  const ask = vi.fn().mockResolvedValueOnce("second").mockResolvedValueOnce("third");
  const token = new RoomToken("first", ask);
  const [chat, board] = [token.share(), token.share()];
  await chat.renewToken();
  expect(await board.renewToken()).toBe("second");
  expect(ask).toHaveBeenCalledOnce();
  expect(await board.renewToken()).toBe("third");
  expect(token.share().token).toBe("third");
});
