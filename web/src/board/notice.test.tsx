import { render, screen } from "@testing-library/react";
import { beforeAll, expect, it } from "vitest";

import type { DocumentState, SharedDocument } from "@/documents/shared-document";
import { loadTexts, startI18n } from "@/i18n/i18n";

import { Notice } from "./Notice";

const READ_ONLY: DocumentState = { connection: "open", synced: true, mayWrite: false, unsaved: 0, bytes: 0, limit: 0, problem: null };
const document = { on: () => () => undefined } as unknown as SharedDocument;

beforeAll(async () => {
  await startI18n();
  await loadTexts("board");
});

it.each([
  [false, "You can look at this board; drawing on it is not allowed at the moment."],
  [true, "This session is over. Its board stays as it is, to be looked at and saved."],
])("says why nobody can draw (over: %s)", (isOver, said) => {
  render(<Notice document={document} state={READ_ONLY} isLed={false} isOver={isOver} />);
  expect(screen.getByRole("status")).toHaveTextContent(said);
});
