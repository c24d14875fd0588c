import { test as base } from "@playwright/test";

import { People } from "./people.ts";
import { Server } from "./server.ts";

interface Shared {
  /** One server for all tests of a worker. A test that kills it starts it again. */
  server: Server;
}

interface Own {
  /** The people of this test; their pages close with it. */
  people: People;
}

export const test = base.extend<Own, Shared>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  people: async ({ server }, use, testInfo) => {
    const people = new People(server);
    await use(people);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach("server.log", { body: await server.log(), contentType: "text/plain" });
    }
    await people.leave();
  },
});

export { expect } from "@playwright/test";
