import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { PlainText } from "#app/components/plain-text.tsx";

const markup = (text: string) => renderToStaticMarkup(<PlainText text={text} />);

describe("text from outside", () => {
  it("is never markup", () => {
    expect(markup("<img src=x onerror=alert(1)>")).not.toContain("<img");
    expect(markup('"><script>alert(1)</script>')).not.toContain("<script");
  });

  it("lets https addresses be followed, without the full stop behind them", () => {
    expect(markup("See https://carrier.example/t?n=1. Bye")).toContain(
      'href="https://carrier.example/t?n=1"',
    );
  });

  it("lets nothing else be followed", () => {
    for (const text of ["javascript:alert(1)", "http://plain.example", "data:text/html,x", "//evil.example"])
      expect(markup(text)).not.toContain("href");
  });

  it("keeps every character", () => {
    for (const text of ["a\nb", "https://a.example/x), and https://b.example!", "💥 é ß", "x".repeat(10_000)])
      expect(
        markup(text)
          .replace(/<[^>]+>/g, "")
          .replaceAll("&amp;", "&"),
      ).toBe(text);
  });
});
