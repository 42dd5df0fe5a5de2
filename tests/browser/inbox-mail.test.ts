import { simpleParser } from "mailparser";
import type { Frame, Locator } from "playwright-core";
import sharp from "sharp";
import { beforeAll, expect, it } from "vitest";
import { look, settled } from "#tests/app.ts";
import { connectMailbox, replyByMail, writeMail } from "#tests/mail.ts";
import { control, town } from "#tests/town.ts";
import { browserDesk, findBarriers, PHONE } from "./desk-scene.ts";

const ADA = "ada@example.com";
const PDF = Buffer.from("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF");
const desk = browserDesk();
let conversationId: string;

beforeAll(async () => {
  await connectMailbox(desk.app, desk.shopId);
  const red = sharp({ create: { width: 320, height: 200, channels: 3, background: "#c9492b" } });
  const gps = { IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 30/1 0/1" } };
  const attach = (name: string, contentType: string, bytes: Buffer | string) => ({
    name,
    contentType,
    base64: Buffer.from(bytes).toString("base64"),
  });
  await writeMail(ADA, {
    subject: "A torn seam",
    text: "It came like this, see the pictures.",
    attachments: [
      attach("seam.jpg", "image/jpeg", await red.withExif(gps).jpeg().toBuffer()),
      attach("receipt.pdf", "application/pdf", PDF),
      attach("page.png", "image/png", "<html><script>alert(1)</script>"),
      attach("drawing.svg", "image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    ],
  });
  await settled();
  ({ conversationId } = await look(desk.shopId, ({ tx }) =>
    tx.message.findFirstOrThrow({ where: { address: ADA } }),
  ));
});

async function openThread(viewport?: typeof PHONE): Promise<Frame> {
  const { app } = await desk.open(`/app/inbox/${conversationId}`, { ...(viewport && { viewport }) });
  await app.locator(".tl-message", { hasText: "It came like this" }).waitFor();
  return app;
}

it("shows a mail's pictures drawn anew and its papers to fetch, and says what was not taken", async () => {
  const app = await openThread();
  const mail = app.locator(".tl-message", { hasText: "It came like this" });
  await mail.locator("img").waitFor();
  const src = (await mail.locator("img").getAttribute("src"))!;
  const { admin } = await town.addresses();
  const shown = Buffer.from(await (await fetch(new URL(src, admin))).arrayBuffer());
  expect(await sharp(shown).metadata()).toMatchObject({ width: 320, height: 200 });
  expect((await sharp(shown).metadata()).exif).toBeUndefined();
  await mail.getByText("receipt.pdf").waitFor();
  expect(await mail.locator("img").count()).toBe(1);
  for (const name of ["page.png", "drawing.svg"]) await mail.getByText(`${name} not shown.`).waitFor();
});

it("a file that staff attach is in the mail itself", async () => {
  const app = await openThread();
  await app
    .locator(".tl-attach input")
    .setInputFiles({ name: "label.pdf", mimeType: "application/pdf", buffer: PDF });
  await app.locator(".tl-composer textarea").fill("Here is your label");
  await app.getByRole("button", { name: "Send", exact: true }).click();
  await app.locator(".tl-attached").waitFor({ state: "detached" });
  await app.locator('.tl-message[data-author="staff"][data-seq]').waitFor();
  await settled();
  const mail = (await town.mail(ADA)).at(-1)!;
  const { raw } = await control<{ raw: string }>("GET", `/mail-source/${mail.id}`);
  const { attachments, text } = await simpleParser(Buffer.from(raw, "base64"));
  expect(text).toContain("Here is your label");
  expect(attachments).toMatchObject([
    { filename: "label.pdf", contentType: "application/pdf", content: PDF },
  ]);
});

it.each([
  ["a wide screen", undefined],
  ["a phone", PHONE],
])("what a mail quotes is shown on demand, in a frame that runs nothing, on %s", async (name, viewport) => {
  const text = `Thank you, on ${name}!`;
  await replyByMail(ADA, {
    text,
    html: `<p>${text}</p><img src="https://evil.example/pixel.gif" onerror="alert(1)"><blockquote><p>Here is your label</p><script>alert(1)</script></blockquote>`,
  });
  await settled();
  const app = await openThread(viewport);
  const mail = app.locator(".tl-message", { hasText: text });
  await mail.waitFor();
  expect(await mail.innerText()).not.toContain("Here is your label");
  await mail.getByText("Show quoted text").click();
  const frame = mail.frameLocator("iframe");
  await frame.getByText("Here is your label").waitFor();
  expect(await frame.locator("script, img").count()).toBe(0);
  expect(await mail.locator("iframe").getAttribute("sandbox")).toBe("allow-popups");
  expect(await findBarriers(app)).toEqual([]);
  // Opened below what is seen, it is brought into sight.
  await expect.poll(() => isAbove(mail.locator("iframe"), app.locator(".tl-composer"))).toBe(true);
});

async function isAbove(upper: Locator, lower: Locator): Promise<boolean> {
  const [one, other] = [await upper.boundingBox(), await lower.boundingBox()];
  return one!.y + one!.height <= other!.y + 1;
}
