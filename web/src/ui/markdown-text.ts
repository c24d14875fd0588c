import { Lexer, type Token, type Tokens } from "marked";

/** Working out which of very many stars belong together takes long: with more, a text is shown as it was typed. */
const MAX_STARS = 400;

export function parse(text: string): Token[] {
  const asTyped = [{ type: "as-typed", raw: text }];
  const stars = text.match(/[*_]/g)?.length ?? 0;
  if (stars > MAX_STARS) return asTyped;
  try {
    return new Lexer({ gfm: true, breaks: true }).lex(text);
  } catch {
    // Thousands of quotes within quotes, or lists within lists, are more than the stack holds.
    return asTyped;
  }
}

/** What is left of such a text where it has to fit into one line: its words, without the signs that say how they look. */
export function wordsOf(text: string): string {
  return words(parse(text)).replace(/\s+/g, " ").trim();
}

function words(tokens: Token[]): string {
  return tokens.map((token) => wordsOfToken(token as Tokens.Generic)).join("");
}

function wordsOfToken(token: Tokens.Generic): string {
  switch (token.type) {
    case "space":
    case "br":
      return " ";
    case "list":
      return (token as Tokens.List).items.map((item) => `${words(item.tokens)} `).join("");
    case "paragraph":
    case "heading":
    case "blockquote":
      return `${words(token.tokens ?? [])} `;
    case "text":
    case "escape":
    case "strong":
    case "em":
    case "del":
    case "link":
      return token.tokens ? words(token.tokens) : (token as Tokens.Text).text;
    case "code":
      return `${(token as Tokens.Code).text} `;
    case "codespan":
      return (token as Tokens.Codespan).text;
    default:
      return token.raw;
  }
}
