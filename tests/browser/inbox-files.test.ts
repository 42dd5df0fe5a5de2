import type { Frame } from "playwright-core";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { connectSms, look, settled } from "#tests/app.ts";
import { openChat } from "#tests/chat.ts";
import { town } from "#tests/town.ts";
import { browserDesk, findBarriers, PHONE } from "./desk-scene.ts";

const desk = browserDesk();
let jpeg: Buffer;

beforeAll(async () => {
  const webhook = await connectSms(desk.app, desk.shopId);
  // Twilio signs the address that the app calls its own: here it stands behind the admin.
  const { admin } = await town.addresses();
  await town.smsAccount({ webhookUrl: webhook.replace(desk.app.url, admin) });
  const gps = { IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 30/1 0/1" } };
  const red = sharp({ create: { width: 320, height: 200, channels: 3, background: "#c9492b" } });
  jpeg = await red.withExif(gps).jpeg().toBuffer();
});

const PDF = Buffer.from("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF");
const composer = (app: Frame) => app.locator(".tl-composer textarea");
const attached = (app: Frame) => app.getByRole("list", { name: "Attached files" }).getByRole("listitem");
const choose = (app: Frame, ...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  app.locator(".tl-attach input").setInputFiles(files);
const picture = (name = "label.jpg") => ({ name, mimeType: "image/jpeg", buffer: jpeg });

/** The thread that somebody wrote in last, found by their words. */
async function openThread(words: string, viewport?: typeof PHONE): Promise<Frame> {
  const { conversationId } = await look(desk.shopId, ({ tx }) =>
    tx.message.findFirstOrThrow({ where: { body: words }, orderBy: { at: "desc" } }),
  );
  const { app } = await desk.open(`/app/inbox/${conversationId}`, { ...(viewport && { viewport }) });
  await app.locator(".tl-message", { hasText: words }).first().waitFor();
  return app;
}

const sendAndSettle = async (app: Frame) => {
  await app.getByRole("button", { name: "Send", exact: true }).click();
  await app.locator(".tl-attached").waitFor({ state: "detached" });
  await app.locator('.tl-message[data-author="staff"][data-seq]').last().waitFor();
  await settled();
};

/** A file as somebody's hand lets it go over the composer, or as it is pasted there. */
const bring = (app: Frame, how: "drop" | "paste", name: string) =>
  app.locator(".tl-composer").evaluate(
    (form, { how, name, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], name, { type: "image/jpeg" }));
      const event =
        how === "drop"
          ? new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true })
          : new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
      form.querySelector("textarea")!.dispatchEvent(event);
    },
    { how, name, base64: jpeg.toString("base64") },
  );

describe("a picture that staff attach", () => {
  it("goes by MMS to an American phone, without where it was taken; a PDF goes as a link", async () => {
    const phone = "+14155557501";
    await town.text(phone, "Which label is it?");
    await settled();
    const app = await openThread("Which label is it?");
    await choose(app, picture(), { name: "how to return.pdf", mimeType: "application/pdf", buffer: PDF });
    await attached(app)
      .filter({ hasText: "label.jpg" })
      .getByRole("button", { name: /Remove/ })
      .waitFor();
    await composer(app).fill("This one");
    await sendAndSettle(app);
    const heard = (await town.phone(phone)).filter(({ direction }) => direction === "in").at(-1)!;
    expect(heard.body).toMatch(/^This one\nhttp\S+\/files\/[\w-]{60,70}$/);
    const media = await fetch(`${town.url}/${heard.media[0]!.replace("https://", "")}`);
    const bytes = Buffer.from(await media.arrayBuffer());
    expect(media.headers.get("content-type")).toBe("image/jpeg");
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    const link = await fetch(heard.body.split("\n")[1]!);
    expect(link.headers.get("content-disposition")).toMatch(/^attachment; filename="how to return.pdf"/);
    expect(Buffer.from(await link.arrayBuffer())).toEqual(PDF);
  });

  it("goes as a link where the carriers know no MMS", async () => {
    const phone = "+4915112345678";
    await town.text(phone, "Welches Etikett ist es?");
    await settled();
    const app = await openThread("Welches Etikett ist es?");
    await choose(app, picture());
    await attached(app)
      .filter({ hasText: "label.jpg" })
      .getByRole("button", { name: /Remove/ })
      .waitFor();
    await sendAndSettle(app);
    const heard = (await town.phone(phone)).filter(({ direction }) => direction === "in").at(-1)!;
    expect(heard).toMatchObject({ media: [], body: expect.stringMatching(/^http\S+\/files\/[\w-]+$/) });
  });

  it("stands in the chat, dropped or pasted, and is left out where it was removed again", async () => {
    const shopper = await openChat(desk.app);
    await shopper.say("Show me the colour");
    await shopper.say("I want to talk to a person");
    await settled();
    const app = await openThread("I want to talk to a person");
    await bring(app, "drop", "dropped.jpg");
    await bring(app, "paste", "pasted.jpg");
    await choose(app, picture("mistake.jpg"));
    for (const name of ["dropped.jpg", "pasted.jpg", "mistake.jpg"])
      await attached(app).filter({ hasText: name }).getByText(/KB/).waitFor();
    await app.getByRole("button", { name: "Remove mistake.jpg" }).click();
    await composer(app).fill("Here it is");
    await composer(app).press("Enter");
    await app.locator('.tl-message[data-seq] .tl-picture img[alt="pasted.jpg"]').waitFor();
    const told = (await shopper.thread()).find(({ text }) => text === "Here it is")!;
    expect(told.files.map(({ name }) => name).sort()).toEqual(["dropped.jpg", "pasted.jpg"]);
  });
});

it("a file that is not taken says why, and can be removed; the words can still be sent", async () => {
  // The browser puts every refused request into its console.
  desk.expectTrouble();
  const phone = "+14155557502";
  await town.text(phone, "Do you have a sketch?");
  await settled();
  const app = await openThread("Do you have a sketch?", PHONE);
  const svg = { name: "sketch.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg onload=alert(1)>") };
  const large = { name: "film.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(10_000_001) };
  await choose(app, picture(), svg, large);
  await attached(app)
    .filter({ hasText: "sketch.svg" })
    .getByText("This kind of file is not taken.")
    .waitFor();
  await attached(app).filter({ hasText: "film.mp4" }).getByText("A file can have 10 MB.").waitFor();
  await attached(app).filter({ hasText: "label.jpg" }).getByText(/KB/).waitFor();
  expect(await app.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
  expect(await findBarriers(app)).toEqual([]);
  for (const name of ["sketch.svg", "film.mp4", "label.jpg"])
    await app.getByRole("button", { name: `Remove ${name}`, exact: true }).click();
  await composer(app).fill("Not yet");
  await sendAndSettle(app);
  expect(await town.textsTo(phone)).toContain("Not yet");
});
