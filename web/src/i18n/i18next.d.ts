import "i18next";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: {
      common: typeof import("../locales/en/common.json");
      landing: typeof import("../locales/en/landing.json");
      auth: typeof import("../locales/en/auth.json");
      sessions: typeof import("../locales/en/sessions.json");
      account: typeof import("../locales/en/account.json");
      outbox: typeof import("../locales/en/outbox.json");
      room: typeof import("../locales/en/room.json");
      check: typeof import("../locales/en/check.json");
      stage: typeof import("../locales/en/stage.json");
      people: typeof import("../locales/en/people.json");
      privacy: typeof import("../locales/en/privacy.json");
      recording: typeof import("../locales/en/recording.json");
      chat: typeof import("../locales/en/chat.json");
      board: typeof import("../locales/en/board.json");
      mathematics: typeof import("../locales/en/mathematics.json");
      code: typeof import("../locales/en/code.json");
      replay: typeof import("../locales/en/replay.json");
      exports: typeof import("../locales/en/exports.json");
    };
  }
}
