import { render, screen } from "@testing-library/react";
import { beforeAll, expect, it } from "vitest";

import CodeStage from "@/code/CodeStage";
import { changeLanguage, loadTexts, startI18n } from "@/i18n/i18n";
import { PastDocument } from "@/replay/past-document";


beforeAll(async () => {
  await startI18n();
  await loadTexts("code");
  await changeLanguage("en");
});

const open = () => new PastDocument("code", [], { sessionId: "lesson", credential: () => Promise.resolve("") });
const ME = { id: "ada", name: "Ada Lovelace" };

it("promises nothing where the code is shown as it was, before anything was written", () => {
  render(
    <CodeStage open={open} me={ME} isPast>
      <button type="button">Continue from here</button>
    </CodeStage>,
  );
  expect(screen.getByText("No code up to this moment.")).toBeInTheDocument();
  expect(screen.queryByText(/You can read and run this code/)).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Continue from here" })).not.toBeInTheDocument();
});

it("says that the teacher may still write something while it is the code of now", () => {
  render(<CodeStage open={open} me={ME} />);
  expect(screen.getByText(/When your teacher writes something/)).toBeInTheDocument();
});
