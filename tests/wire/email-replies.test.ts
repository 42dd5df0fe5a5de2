import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cleanHtml } from "#app/channels/mail/clean-html.ts";
import { cutReply } from "#app/channels/mail/cut-reply.ts";
import { readMail } from "#app/channels/mail/read-mail.server.ts";
import { textOfHtml } from "#app/channels/mail/text-of-html.ts";
import { WIRE } from "#tests/wire/documented-sample.ts";

const folder = join(WIRE, "email");
const isThere = existsSync(folder);
const read = (...path: string[]) => readFileSync(join(folder, ...path), "utf8");

if (!isThere) console.log("tests/wire: no mail here, skipped");

/** What the authors of these fixtures expect of them: their own test says it in code. */
function expectations(): { common: string; first: string[]; visible: [name: string, text: string][] } {
  const said = read("reply-text", "crisp-expected", "test.js.txt");
  const [, source] = /COMMON_FIRST_FRAGMENT = '([\s\S]*?)';/.exec(said)!;
  const tests = said.split(/export function /).slice(1);
  const nameOf = (test: string) => /get_email\("(.+?)"\)/.exec(test)?.[1];
  const first = tests
    .filter((test) => /COMMON_FIRST_FRAGMENT, fragments\[0\]/.test(test))
    .flatMap((test) => nameOf(test) ?? []);
  const visible = tests.flatMap((test): [string, string][] => {
    const text = /test\.equal\(("(?:[^"\\]|\\.)*"), email\.getVisibleText/.exec(test)?.[1];
    const name = nameOf(test);
    return text && name ? [[name, JSON.parse(text) as string]] : [];
  });
  return { common: source!.replaceAll("\\n\\\n", "\n"), first, visible };
}

const asMail = (type: string, content: string) =>
  Buffer.from(
    [
      "From: Ada <ada@example.com>",
      "To: help@shop.example",
      "Subject: Re: Your order",
      `Content-Type: ${type}; charset=utf-8`,
      "Content-Transfer-Encoding: base64",
      "",
      Buffer.from(content).toString("base64").replace(/.{76}/g, "$&\r\n"),
    ].join("\r\n"),
  );

describe.skipIf(!isThere)("replies as mail programs write them", () => {
  const all = (from: string) => readdirSync(join(folder, "reply-text", from));

  it("are cut where their authors cut them", () => {
    const { common, first, visible } = expectations();
    expect(first.length).toBeGreaterThan(25);
    const uncut = first.filter(
      (name) => !cutReply(read("reply-text", "crisp", `${name}.txt`)).shown.startsWith(common),
    );
    expect(uncut).toEqual([]);
    expect(visible.length).toBeGreaterThan(1);
    for (const [name, text] of visible)
      expect(cutReply(read("reply-text", "crisp", `${name}.txt`)).shown).toBe(text.trim());
  });

  it.each(["crisp", "github"])("lose no word of %s: what is not shown is quoted", (from) => {
    const words = (text: string) => text.replace(/^[>\s]+/gm, "").match(/\p{L}{4,}/gu) ?? [];
    for (const name of all(from)) {
      const text = read("reply-text", from, name);
      const { shown, quoted } = cutReply(text);
      const kept = new Set(words(`${shown}\n${quoted}`));
      expect(
        words(text).filter((word) => !kept.has(word)),
        name,
      ).toEqual([]);
      expect(shown, name).not.toBe("");
    }
  });

  it("are read out of a mail as they are alone, and nothing of them is lost to its headers or its coding", async () => {
    const files = ["crisp", "github"].flatMap((from) => all(from).map((name) => ["reply-text", from, name]));
    const pages = readdirSync(join(folder, "html-replies", "talon")).map((name) => [
      "html-replies",
      "talon",
      name,
    ]);
    for (const [path, type, textOf] of [
      ...files.map((path) => [path, "text/plain", (text: string) => text] as const),
      ...pages.map((path) => [path, "text/html", textOfHtml] as const),
    ]) {
      const content = read(...path);
      const { text, automatic, bounce } = await readMail(asMail(type, content));
      expect({ text, automatic, bounce }, path.join("/")).toEqual({
        text: cutReply(textOf(content)).shown,
        automatic: null,
        bounce: null,
      });
    }
  });

  it("show nothing of the old mail", () => {
    const shown = (name: string) => cutReply(read("reply-text", "github", name)).shown;
    expect(shown("email_1_4.txt")).toBe("Awesome! I haven't had another problem with it.");
    expect(shown("email_2_1.txt")).toBe("Outlook with a reply");
    expect(shown("email_iPhone.txt")).toBe("Here is another email");
    expect(cutReply(read("reply-text", "crisp", "email_thread.txt")).shown).toBe(
      "This is new email reply in thread from bellow.",
    );
    expect(cutReply(read("reply-text", "crisp", "email_custom_quote_header.txt")).shown).toBe("Thank you!");
    expect(cutReply(read("mime-replies", "talon", "iphone_reply_text")).shown).not.toMatch(/wrote:/);
  });

  it("keep what only looks like a signature or a quotation", () => {
    const whole = [
      "email_tricky_1_on_false_positive",
      "email_tricky_3_code_block",
      "email_tricky_7_multiple_dashes",
      "email_not_a_signature",
    ];
    for (const name of whole)
      expect(cutReply(read("reply-text", "crisp", `${name}.txt`)).quoted, name).toBe("");
  });

  it("are read out of the HTML of Gmail, Hotmail, Outlook and Thunderbird", () => {
    for (const name of readdirSync(join(folder, "html-replies", "talon"))) {
      const html = read("html-replies", "talon", name);
      const { shown, quoted } = cutReply(textOfHtml(html));
      expect(shown, name).toMatch(/^Hi\. I am fine\./);
      expect(shown, name).not.toMatch(/Hello! How are you|wrote:|From:/);
      expect(quoted, name).toContain("Hello! How are you?");
      expect(cleanHtml(html), name).not.toMatch(
        /<(style|script|meta|link|img|form)|\sstyle=|\sclass=|\sid=/i,
      );
    }
  });
});

it("hostile mail is read in a bounded time, and nothing of it runs or loads", () => {
  const html = cleanHtml(
    '<p onclick=x>a<script>b</script><img src="https://t.example/1.gif" alt="logo"><a href="javascript:1">c</a>' +
      '<svg onload=1><style>*{}</style></svg><form action="/x"><input></form><iframe srcdoc="x"></iframe>' +
      '<a href="https://ok.example" style="position:fixed">d</a><math><mi></mi></math><p style="background:url(//t)">e',
  );
  expect(html).toBe(
    '<p>a<span>[logo]</span><a rel="noopener noreferrer nofollow" target="_blank">c</a></p><a href="https://ok.example" rel="noopener noreferrer nofollow" target="_blank">d</a><p>e</p>',
  );
  const started = process.cpuUsage();
  for (const text of [
    ">".repeat(1e6),
    "> ".repeat(5e5),
    "On ".repeat(3e5),
    "wrote:\n".repeat(1e5),
    `${" ".repeat(1999)}\n`.repeat(500),
  ])
    cutReply(text);
  for (const page of ["<div>", "<blockquote>", "<a href='", "<!--", "<", "&amp;"])
    textOfHtml(page.repeat(200_000 / page.length));
  // Ten times what it takes; what grows with the square of its input takes a thousand times.
  expect(process.cpuUsage(started).user / 1e6).toBeLessThan(60);
});
