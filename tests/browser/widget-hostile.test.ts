import { describe, expect, it } from "vitest";
import { chatScene, openChat, write } from "#tests/browser/chat-scene.ts";

const scene = chatScene();
const CALL = "window.broken=1";
const PAYLOADS = [
  `<script>${CALL}</script>`,
  `<img src=x onerror=${CALL}>`,
  `<svg/onload=${CALL}>`,
  `"><iframe srcdoc="<script>parent.broken=1</script>">`,
  `javascript:${CALL}`,
  `https://a.example/"onmouseover="${CALL}`,
  `https://a.example/'><script>${CALL}</script>`,
  `{{constructor.constructor('${CALL}')()}}`,
  `<style>@import 'https://evil.example'</style>`,
  `<math><mi//xlink:href="data:x,<script>${CALL}</script>">`,
  `data:text/html,<script>${CALL}</script>`,
  `</textarea><script>${CALL}</script>`,
];

describe("what strangers write", () => {
  it("is shown as text in every field that a message has", async () => {
    const page = await scene.visit();
    await openChat(page);
    for (const evil of PAYLOADS)
      scene.app.say({
        text: evil,
        author: { kind: "staff", name: evil },
        choices: [{ id: evil, label: evil }],
        link: { url: evil, label: evil },
        files: [{ id: "f", url: evil, name: evil, width: 10, height: 10 }],
        card: {
          title: evil,
          lines: [{ label: evil, value: evil }],
          parcels: [{ title: evil, state: evil, lines: [evil], link: { url: evil, label: evil } }],
        },
      });
    await page.locator(".choice").last().waitFor();
    await page.waitForFunction(
      (count) =>
        document.querySelector("threadline-chat")?.shadowRoot?.querySelectorAll(".theirs").length === count,
      PAYLOADS.length,
    );
    const found = await page.locator(".list").evaluate((list) => ({
      elements: [...new Set([...list.querySelectorAll("*")].map((each) => each.localName))].sort(),
      links: [...list.querySelectorAll("a")]
        .map((each) => each.protocol)
        .filter((protocol) => protocol !== "https:"),
      handlers: [...list.querySelectorAll("*")]
        .flatMap((each) => each.getAttributeNames())
        .filter((name) => name.startsWith("on")),
    }));
    expect(found.links).toEqual([]);
    expect(found.handlers).toEqual([]);
    expect(found.elements.filter((name) => /script|iframe|style|math|object|embed/.test(name))).toEqual([]);
    expect(await page.evaluate(() => (window as unknown as { broken?: number }).broken)).toBeUndefined();
  });

  it("is shown as text when the shopper writes it, also while it waits and after a reload", async () => {
    const page = await scene.visit();
    await openChat(page);
    scene.app.isDown = true;
    scene.app.cut();
    for (const evil of PAYLOADS) await write(page, evil);
    await page
      .locator(".waiting")
      .nth(PAYLOADS.length - 1)
      .waitFor();
    await page.reload();
    await page
      .locator(".waiting")
      .nth(PAYLOADS.length - 1)
      .waitFor();
    scene.app.isDown = false;
    await expect.poll(() => scene.app.only()?.messages.map(({ text }) => text)).toEqual(PAYLOADS);
    await page.locator(".unsent").first().waitFor({ state: "detached" });
    expect(await page.evaluate(() => (window as unknown as { broken?: number }).broken)).toBeUndefined();
  });

  it("links only https addresses, without the stop at the sentence's end, and tells the other page nothing", async () => {
    const page = await scene.visit();
    await openChat(page);
    scene.app.say({
      text: "See (https://tidewater.example/a?b=1&c=2). Not http://plain.example or ftp://x.",
    });
    const links = page.locator(".bubble a");
    await links.first().waitFor();
    await expect(links.count()).resolves.toBe(1);
    expect(await links.first().getAttribute("href")).toBe("https://tidewater.example/a?b=1&c=2");
    expect(await links.first().getAttribute("rel")).toBe("noopener noreferrer");
    expect(await links.first().getAttribute("target")).toBe("_blank");
  });

  it("does not reach the theme, nor the theme's styles the chat", async () => {
    scene.shop.head = "<style>button,p,li,textarea{display:none!important;color:red!important}</style>";
    const page = await scene.visit();
    await openChat(page);
    await page.getByRole("textbox").waitFor();
    expect(await page.evaluate(() => document.querySelectorAll("body > *").length)).toBe(3);
  });
});
