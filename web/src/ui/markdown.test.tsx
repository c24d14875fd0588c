import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { Markdown } from "./Markdown";

function shown(text: string): HTMLElement {
  return render(<Markdown text={text} />).container;
}

function addresses(text: string): (string | null)[] {
  return [...shown(text).querySelectorAll("a")].map((link) => link.getAttribute("href"));
}

describe("what people write", () => {
  it.each([
    ["**loud** and __loud__", "strong", ["loud", "loud"]],
    ["*soft* and _soft_", "em", ["soft", "soft"]],
    ["say `1 < 2 && \"x\"`", "code", ['1 < 2 && "x"']],
    ["```js\nconst a = '<b>';\n```", "pre code", ["const a = '<b>';"]],
    ["> she said", "blockquote p", ["she said"]],
    ["- one\n- two\n  - three", "ul > li > span", ["one", "two", "three"]],
    ["3. one\n4. two", "ol[start='3'] > li", ["one", "two"]],
  ])("%j", (text, selector, expected) => {
    expect([...shown(text).querySelectorAll(selector)].map((element) => element.textContent)).toEqual(expected);
  });

  it("keeps lines apart, and signs as they were typed", () => {
    const element = shown("2 < 3 & 4\n&amp; \\*stars\\*");
    expect(element.querySelectorAll("br")).toHaveLength(1);
    expect(element.textContent).toBe("2 < 3 & 4&amp; *stars*");
  });

  it("shows headings no larger than text", () => {
    const element = shown("# Look here\n\nUnder\n===");
    expect(element.querySelector("h1, h2")).toBeNull();
    expect([...element.querySelectorAll("strong")].map((strong) => strong.textContent)).toEqual(["Look here", "Under"]);
  });
});

describe("links", () => {
  it("finds addresses by itself, without the full stop behind them", () => {
    expect(addresses("See https://example.org/a?b=1. Or www.example.org, or ada@example.org!")).toEqual([
      "https://example.org/a?b=1",
      "http://www.example.org/",
      "mailto:ada@example.org",
    ]);
  });

  it("open elsewhere and say nothing about where they were clicked", () => {
    const link = shown("[here](https://example.org)").querySelector("a");
    expect(link?.target).toBe("_blank");
    expect(link?.rel.split(" ").sort()).toEqual(["nofollow", "noopener", "noreferrer", "ugc"]);
  });

  it("name the place that their text hides", () => {
    expect(shown("[https://bank.example](https://thief.example/x)").textContent).toBe(
      "https://bank.example (thief.example)",
    );
    expect(shown("https://example.org/x").textContent).toBe("https://example.org/x");
  });

  it.each([
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](\u0001javascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://example.org/1)",
    "[x](//example.org)",
    "[x](/api/auth/logout)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "<data:text/html,1>",
    "[[x](javascript:alert(1))](javascript:alert(2))",
    "**[_x_](javascript:alert(1))**",
    "> - [x](javascript:alert(1))",
  ])("%j goes nowhere", (text) => {
    expect(addresses(text)).toEqual([]);
  });
});

describe("what could do harm", () => {
  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "hello <b onclick='alert(1)'>you</b>",
    "<iframe src='https://example.org'></iframe>",
    "<style>*{display:none}</style>",
    "<a href='javascript:alert(1)'>x</a>",
    "<svg><animate onbegin=alert(1)></svg>",
    "<!-- hidden -->",
  ])("%j is shown as it was typed", (text) => {
    const element = shown(text);
    expect(element.querySelector("script, img, b, iframe, style, svg, a")).toBeNull();
    expect(element.textContent).toBe(text);
  });

  it("no picture is fetched from anywhere", () => {
    const element = shown("![photo](https://tracker.example/pixel.png) ![x][1]\n\n[1]: https://tracker.example/2.png");
    expect(element.querySelector("img")).toBeNull();
    expect(element.textContent).toContain("![photo](https://tracker.example/pixel.png)");
  });

  it("an attribute cannot be broken out of", () => {
    const link = shown('[x](https://example.org/"onmouseover="alert(1))').querySelector("a");
    expect(link?.getAttributeNames().sort()).toEqual(["class", "href", "rel", "target"]);
  });

  it.each([">", "> ", "[", "![", "<", "_a*", "*a_", "1. ", "- ", "**a ", "[a](", "`", "(", "|", "a@", "www."])(
    "a page full of %j is shown at once",
    (piece) => {
      const text = piece.repeat(4_000 / piece.length);
      const began = performance.now();
      const element = shown(text);
      expect(performance.now() - began).toBeLessThan(1_000);
      expect(element.textContent).not.toBe("");
      expect(element.querySelectorAll("*").length).toBeLessThan(6_000);
    },
  );

  it("a line without end is broken instead of widening the page", () => {
    expect(shown("x".repeat(4_000)).firstElementChild?.className).toContain("[overflow-wrap:anywhere]");
  });
});
