import { describe, expect, it } from "vitest";

import { problemFrom } from "./problem";

describe("problems", () => {
  it("reads what the server says of fields and of waiting", async () => {
    const response = Response.json(
      {
        code: "invalid_input",
        detail: "Please check the form.",
        errors: [{ field: "title", code: "missing", message: "Please fill this in." }, { broken: true }],
      },
      { status: 422, headers: { "Retry-After": "30" } },
    );
    const problem = await problemFrom(response);
    expect(problem).toMatchObject({ status: 422, code: "invalid_input", retryAfter: 30, mayPass: false });
    expect(problem.field("title")).toBe("Please fill this in.");
    expect(problem.fields).toHaveLength(1);
  });

  it("survives an error page of a proxy", async () => {
    const problem = await problemFrom(new Response("<h1>Bad gateway</h1>", { status: 502 }));
    expect(problem).toMatchObject({ status: 502, code: "unknown", message: "", mayPass: true });
  });
});
