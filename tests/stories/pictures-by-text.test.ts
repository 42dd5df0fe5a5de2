import { type AddressInfo, createServer, type Server } from "node:net";
import { once } from "node:events";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { HOUR } from "#app/clock.ts";
import { readThread, type StaffMessageView } from "#app/conversations/thread.ts";
import { type App, look, settled, stopApps } from "#tests/app.ts";
import { openShopWithTexts } from "#tests/opening.ts";
import { control, town } from "#tests/town.ts";

let app: App;
let shopId: string;
/** Stands for everything on this machine that nobody may be led to. */
let inside: Server;
let insidePort: number;
let visits = 0;

beforeAll(async () => {
  ({ app, shopId } = await openShopWithTexts());
  inside = createServer((socket) => {
    visits++;
    socket.on("error", () => undefined).destroy();
  }).listen(0, "127.0.0.1");
  await once(inside, "listening");
  insidePort = (inside.address() as AddressInfo).port;
});
afterEach(async () => {
  await town.faults.clear();
  await control("POST", "/sms/media", { leadsTo: null });
});
afterAll(async () => {
  inside.close();
  await stopApps();
});

const jpeg = async () => {
  const red = sharp({ create: { width: 80, height: 60, channels: 3, background: "#c33" } });
  const gps = { IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 30/1 0/1" } };
  return {
    contentType: "image/jpeg",
    base64: (await red.withExif(gps).jpeg().toBuffer()).toString("base64"),
  };
};

let phones = 0;
/** A fresh phone sends this; resolves with how staff see it. */
async function sent(
  body: string,
  media: { contentType: string; base64: string }[],
): Promise<StaffMessageView> {
  const phone = `+141555572${String(phones++).padStart(2, "0")}`;
  await town.text(phone, body, { media });
  await settled();
  return shown(phone);
}

/** As a browser opens its first file. */
const open = ({ files }: StaffMessageView) => fetch(`${app.url}${new URL(files[0]!.url).pathname}`);

async function shown(phone: string): Promise<StaffMessageView> {
  return look(shopId, async (shop) => {
    const { conversationId } = await shop.tx.message.findFirstOrThrow({ where: { address: phone } });
    const thread = await readThread(shop, conversationId);
    return thread!.messages.find(({ direction }) => direction === "in")!;
  });
}

describe("a picture that came by text", () => {
  it("stands in the thread beside its words, drawn anew, and goes to a person", async () => {
    const message = await sent("it arrived broken", [await jpeg(), await jpeg()]);
    expect(message.text).toBe("it arrived broken");
    expect(message.files).toMatchObject([
      { state: "kept", contentType: "image/webp", width: 80, height: 60, reason: null },
      { state: "kept", contentType: "image/webp" },
    ]);
    const answer = await open(message);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/webp"]);
    expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).exif).toBeUndefined();
    const thread = await look(shopId, ({ tx }) =>
      tx.conversation.findFirstOrThrow({ where: { id: message.conversationId } }),
    );
    expect(thread.handedOverBecause).toBe("Sent a picture.");
  });

  it("is fetched with the account's credentials, which go no further than Twilio's own address", async () => {
    // Its store answers 400 to whoever sends any: so the picture would not be there.
    const message = await sent("", [await jpeg()]);
    expect(message).toMatchObject({ text: "", files: [{ state: "kept" }] });
  });

  it("may be a contact or a film, which are handed out and never shown in place", async () => {
    const card = Buffer.from("BEGIN:VCARD\nVERSION:3.0\nFN:<script>alert(1)</script>\nEND:VCARD\n").toString(
      "base64",
    );
    const message = await sent("my address", [{ contentType: "text/x-vcard", base64: card }]);
    expect(message.files).toMatchObject([{ state: "kept", contentType: "text/vcard" }]);
    const answer = await open(message);
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment/);
  });

  it("is said to be none where it is a page, and its words stand", async () => {
    const page = {
      contentType: "image/png",
      base64: Buffer.from("<svg onload=alert(1)>").toString("base64"),
    };
    const message = await sent("see this", [page]);
    expect(message).toMatchObject({ text: "see this", files: [{ state: "failed", reason: "not-taken" }] });
    expect((await open(message)).status).toBe(404);
  });
});

describe("a picture whose address leads elsewhere", () => {
  it.each([
    ["a cloud's metadata", () => "https://169.254.169.254/latest/meta-data/"],
    ["this machine", () => `https://127.0.0.1:${insidePort}/`],
    ["this machine, mapped", () => `https://[::ffff:127.0.0.1]:${insidePort}/`],
    ["this machine as one number", () => `https://2130706433:${insidePort}/`],
    ["this machine, unencrypted", () => `http://localhost:${insidePort}/`],
    ["a stranger", () => "https://evil.example/picture.jpg"],
  ])("to %s is not followed", async (_where, leadsTo) => {
    await control("POST", "/sms/media", { leadsTo: leadsTo() });
    const message = await sent("look", [await jpeg()]);
    expect(message).toMatchObject({ text: "look", files: [{ state: "failed", reason: "not-allowed" }] });
    expect(visits).toBe(0);
  });
});

describe("a picture that cannot be had", () => {
  it("is asked for again, and shown once it is there; its words never wait", async () => {
    await town.faults.add({
      provider: "twilio",
      match: { host: "mms.twiliocdn.com" },
      fault: "500-before",
      times: 1,
    });
    const phone = "+14155557290";
    await town.text(phone, "first try", { media: [await jpeg()] });
    await settled();
    expect(await shown(phone)).toMatchObject({ text: "first try", files: [{ state: "waiting" }] });
    await town.clock.advance(HOUR);
    await settled();
    expect(await shown(phone)).toMatchObject({ files: [{ state: "kept" }] });
  });

  it("is said to be missing after the last try", async () => {
    await town.faults.add({
      provider: "twilio",
      match: { host: "mms.twiliocdn.com" },
      fault: "500-before",
      times: null,
    });
    const phone = "+14155557291";
    await town.text(phone, "never there", { media: [await jpeg()] });
    for (let n = 0; n < 8; n++) {
      await settled();
      await town.clock.advance(HOUR);
    }
    await settled();
    expect(await shown(phone)).toMatchObject({
      text: "never there",
      files: [{ state: "failed", reason: "unreached" }],
    });
  });

  it("is not taken where it is larger than a file may be", async () => {
    const base64 = Buffer.alloc(10_000_001, 1).toString("base64");
    const message = await sent("large", [{ contentType: "image/jpeg", base64 }]);
    expect(message.files).toMatchObject([{ state: "failed", reason: "too-large" }]);
  });
});
