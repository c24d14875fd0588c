import type { FullResult, Reporter, TestCase, TestResult } from "@playwright/test/reporter";

/** Says at the very end why each failed test failed, in a few lines: the end is all that is kept of a long log. */
export default class Why implements Reporter {
  private readonly failed: string[] = [];

  onTestEnd(test: TestCase, { status, errors }: TestResult): void {
    if (status === test.expectedStatus || status === "skipped") return;
    const why = errors.map(({ message = "", location }) => `${firstLines(message)}\n    at ${location?.file ?? "?"}:${String(location?.line ?? "?")}`);
    this.failed.push(`  ${test.titlePath().filter(Boolean).join(" › ")}\n    ${why.join("\n    ")}`);
  }

  onEnd(_result: FullResult): void {
    if (this.failed.length) console.log(`\nWhy they failed:\n${this.failed.join("\n")}`);
  }

  printsToStdio(): boolean {
    return false;
  }
}

const LINES = 8;

function firstLines(message: string): string {
  const plain = message.replaceAll(/\u001b\[\d+m/g, "");
  return plain.split("\n").filter((line) => line.trim()).slice(0, LINES).join("\n    ");
}
