import fc from "fast-check";
import { expect, it } from "vitest";
import type { Outbound } from "#app/channels/channel.ts";
import { sendableTemplate } from "#app/channels/template-to-send.ts";
import { faultOfDraft, fillIn } from "#app/channels/whatsapp-template.ts";
import { contentsOf, WHATSAPP_LIMITS } from "#app/channels/whatsapp-content.ts";
import { anOutbound } from "#tests/channels/an-outbound.ts";

const plain: Outbound = { ...anOutbound, to: "+491701234567", text: "Which one?" };
const choices = (labels: string[]) => labels.map((label, index) => ({ id: `c${index}`, label }));
const typesOf = (message: Partial<Outbound>) =>
  contentsOf({ ...plain, ...message })
    .map((one) => one as { type: string; interactive?: { type: string } })
    .map(({ type, interactive }) => interactive?.type ?? type);

it("shows up to three short choices as buttons, up to ten as a list, and what Meta would refuse as numbers", () => {
  expect(typesOf({ choices: choices(["a", "b", "c"]) })).toEqual(["button"]);
  expect(typesOf({ choices: choices(["a", "b", "c", "d"]) })).toEqual(["list"]);
  expect(typesOf({ choices: choices(["longer than a button is", "b"]) })).toEqual(["list"]);
  // Meta refuses two of one name, and words beyond 1,024 characters above them.
  expect(typesOf({ choices: choices(["a", "a"]) })).toEqual(["text"]);
  expect(contentsOf({ ...plain, text: "x".repeat(1_025), choices: choices(["yes", "no"]) })).toMatchObject([
    { type: "text", text: { body: expect.stringMatching(/x\n1 yes\n2 no$/) } },
  ]);
});

it("puts words under one picture, behind several, and sends what is no picture as a document", () => {
  const read = async () => null;
  const media = (contentType: string) => ({ url: "https://x.y/z", contentType, name: "z", read });
  expect(typesOf({ media: [media("image/png")] })).toEqual(["image"]);
  expect(typesOf({ media: [media("image/png"), media("image/webp")] })).toEqual([
    "image",
    "document",
    "text",
  ]);
  expect(typesOf({ media: [media("image/png")], text: "x".repeat(1_025) })).toEqual(["image", "text"]);
});

it("fills a template in as Meta wants it: by order or by name, with the picture that stands above its words", () => {
  const template = { name: "new_in", language: "en", parameters: ["Ann", "a lantern"] };
  const text = (words: string, more: object = {}) => ({ type: "text", text: words, ...more });
  const componentsOf = (message: Partial<Outbound>) =>
    (contentsOf({ ...plain, ...message }) as { template: { components: object[] } }[]).map(
      (one) => one.template.components,
    );
  expect(componentsOf({ template })).toEqual([
    [{ type: "body", parameters: [text("Ann"), text("a lantern")] }],
  ]);
  const media = [{ url: "https://x.y/z", contentType: "image/jpeg", name: null, read: async () => null }];
  const names = ["first_name", "item"];
  expect(componentsOf({ template: { ...template, names }, media })).toEqual([
    [
      { type: "header", parameters: [{ type: "image", image: { link: "https://x.y/z" } }] },
      {
        type: "body",
        parameters: names.map((name, index) => text(template.parameters[index]!, { parameter_name: name })),
      },
    ],
  ]);
});

it("offers of a template what staff can fill in, and no other", () => {
  const offered = (text: string, ...more: object[]) =>
    sendableTemplate({
      ...{ name: "one", language: "en", category: "utility" },
      components: [{ type: "BODY", text }, ...more],
    });
  expect(offered("Hi {{2}} and {{1}}.")).toMatchObject({ variables: ["1", "2"], hasPicture: false });
  expect(offered("Hi {{name}}, {{item}}, {{name}}.", { type: "HEADER", format: "IMAGE" })).toMatchObject({
    variables: ["name", "item"],
    hasPicture: true,
  });
  expect(fillIn("Hi {{name}}, {{item}}.", ["Ann", "a lantern"], ["name", "item"])).toBe("Hi Ann, a lantern.");
  for (const header of [{ format: "VIDEO" }, { format: "TEXT", text: "For {{1}}" }])
    expect(offered("Hi.", { type: "HEADER", ...header })).toBeNull();
  for (const body of ["{{1}} and {{3}}", "{{1}} and {{name}}", "Hi {{ name }}"])
    expect(offered(body)).toBeNull();
});

it("parts a long text into what Meta takes, and loses no word", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 900 }), { maxLength: 20 }), (words) => {
      const text = words.join(" ").trim();
      const parts = contentsOf({ ...plain, text }).map(
        (one) => (one as { text: { body: string } }).text.body,
      );
      expect(parts.every((part) => part.length <= WHATSAPP_LIMITS.text)).toBe(true);
      const bare = (said: string) => said.replaceAll(/\s+/g, "");
      expect(bare(parts.join(""))).toBe(bare(text));
    }),
  );
});

it("says what Meta would refuse in a template before it is asked", () => {
  const draft = {
    name: "order_news",
    language: "en_US",
    category: "utility" as const,
    body: "Hello {{1}}, your order {{2}} is on its way.",
    footer: "",
    examples: ["Ann", "#1001"],
    buttons: [],
  };
  expect(faultOfDraft(draft)).toBeNull();
  expect(faultOfDraft({ ...draft, name: "Order news" })).toMatch(/name/);
  expect(faultOfDraft({ ...draft, body: "{{1}} is on its way." })).toMatch(/first or the last/);
  expect(faultOfDraft({ ...draft, body: "Hello {{1}}, {{3}} is there." })).toMatch(/gap/);
  expect(faultOfDraft({ ...draft, examples: ["Ann", ""] })).toMatch(/example/);
  expect(faultOfDraft({ ...draft, buttons: ["x".repeat(26)] })).toMatch(/buttons/);
  expect(fillIn(draft.body, draft.examples)).toBe("Hello Ann, your order #1001 is on its way.");
});
