import { type Relay, startRelay } from "./relay.ts";
import { Server } from "./server.ts";
import { test } from "./test.ts";

type Settings = Relay["settings"];

/** A test whose server sends calls through a real coturn. `settingsOf` gives the server's settings from those of the relay. */
export function relayedTest(settingsOf: (relay: Settings) => Settings) {
  return test.extend<object, { server: Server }>({
    server: [
      async ({}, use) => {
        const relay = await startRelay();
        const server = await Server.with(settingsOf(relay.settings));
        await use(server);
        await server.stop();
        await relay.stop();
      },
      { scope: "worker" },
    ],
  });
}

/** One way more that nobody listens at: what a closed port of a firewall looks like. */
export function withClosedWay({ CHALKROOM_TURN_URLS: urls, ...settings }: Settings): Settings {
  return { ...settings, CHALKROOM_TURN_URLS: `${urls},turns:127.0.0.1:9` };
}
