import type { Token, Tokens } from "marked";
import { Fragment, memo, type ReactNode } from "react";

import { cx } from "./cx";
import { parse } from "./markdown-text";

/** Deeper than anybody writes by hand; what lies below is shown as it was typed. */
const MAX_DEPTH = 8;

/**
 * Text that somebody else wrote, with the Markdown of a letter: emphasis, code, lists, quotes, links. marked only takes
 * it apart; what is drawn is made here, from React's own elements, so that no HTML of a stranger ever becomes HTML.
 * Whatever is not on the list (HTML, images, tables, lines) is shown as it was typed.
 */
export const Markdown = memo(function Markdown({ text, className }: { text: string; className?: string }) {
  return (
    <div className={cx("flex min-w-0 flex-col gap-2 [overflow-wrap:anywhere]", className)}>{blocks(parse(text), 0)}</div>
  );
});

function blocks(tokens: Token[], depth: number): ReactNode {
  return tokens.map((token, index) => <Fragment key={index}>{block(token as Tokens.Generic, depth)}</Fragment>);
}

function block(token: Tokens.Generic, depth: number): ReactNode {
  if (depth > MAX_DEPTH) return asTyped(token);
  switch (token.type) {
    case "space":
      return null;
    case "paragraph":
      return <p className="whitespace-pre-wrap">{inlines(token.tokens, depth)}</p>;
    case "text":
      // Inside of list items marked calls a line of text a block.
      return token.tokens ? <span className="whitespace-pre-wrap">{inlines(token.tokens, depth)}</span> : token.raw;
    case "heading":
      return (
        <p>
          <strong>{inlines(token.tokens, depth)}</strong>
        </p>
      );
    case "code":
      if (token.text === "") return asTyped(token);
      return (
        <pre className="rounded-small bg-hover px-2.5 py-2 font-mono text-sm whitespace-pre-wrap">
          <code>{token.text}</code>
        </pre>
      );
    case "blockquote":
      return (
        <blockquote className="flex flex-col gap-2 border-l-2 border-input pl-3 text-quiet">
          {blocks(token.tokens ?? [], depth + 1)}
        </blockquote>
      );
    case "list":
      return list(token as Tokens.List, depth);
    default:
      return asTyped(token);
  }
}

function list({ ordered, start, items }: Tokens.List, depth: number): ReactNode {
  const lines = items.map((item, index) => <li key={index}>{blocks(item.tokens, depth + 1)}</li>);
  if (!ordered) return <ul className="list-disc pl-5">{lines}</ul>;
  return (
    <ol start={start === "" ? 1 : start} className="list-decimal pl-6">
      {lines}
    </ol>
  );
}

function inlines(tokens: Token[] | undefined, depth: number): ReactNode {
  return tokens?.map((token, index) => <Fragment key={index}>{inline(token, depth)}</Fragment>);
}

function inline(token: Tokens.Generic, depth: number): ReactNode {
  if (depth > MAX_DEPTH) return token.raw;
  switch (token.type) {
    case "text":
      return token.tokens ? inlines(token.tokens, depth) : (token as Tokens.Text).text;
    case "escape":
      return (token as Tokens.Escape).text;
    case "strong":
      return <strong>{inlines(token.tokens, depth + 1)}</strong>;
    case "em":
      return <em>{inlines(token.tokens, depth + 1)}</em>;
    case "del":
      return <del>{inlines(token.tokens, depth + 1)}</del>;
    case "codespan":
      return <code className="rounded-small bg-hover px-1 font-mono text-[0.9em]">{(token as Tokens.Codespan).text}</code>;
    case "br":
      return <br />;
    case "link":
      return link(token as Tokens.Link, depth);
    default:
      return token.raw;
  }
}

/** Opens elsewhere, tells nobody where from, and names the place where its text does not. */
function link({ href, text, raw, tokens }: Tokens.Link, depth: number): ReactNode {
  const address = harmless(href);
  if (address === null) return raw;
  const place = address.protocol === "mailto:" ? address.pathname : address.host;
  return (
    <>
      <a href={address.href} target="_blank" rel="noopener noreferrer nofollow ugc" className="link">
        {inlines(tokens, depth + 1)}
      </a>
      {!text.includes(place) && <span className="text-quiet"> ({place})</span>}
    </>
  );
}

const HARMLESS = ["http:", "https:", "mailto:"];

function harmless(href: string): URL | null {
  if (!URL.canParse(href)) return null;
  const address = new URL(href);
  return HARMLESS.includes(address.protocol) ? address : null;
}

function asTyped({ raw }: Token): ReactNode {
  return <p className="whitespace-pre-wrap">{raw.trimEnd()}</p>;
}
