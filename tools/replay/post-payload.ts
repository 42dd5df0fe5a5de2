import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import twilio from "twilio";
import { connectAccount } from "#app/channels/accounts.ts";
import type { MailSecrets } from "#app/channels/mail/mail-account.ts";
import { INBOUND_USER } from "#app/channels/mail/from-receiver.ts";
import { now } from "#app/clock.ts";
import { inShop, pool, prisma } from "#app/db.server.ts";
import { OFFICE_HOURS } from "#app/shop/business-hours.ts";
import type { Payload } from "./payload.ts";

export interface Outcome {
  outcome: "applied" | "ignored" | "parked";
  reason: string | null;
  /** False where the app itself failed: that is never how it should go. */
  isSound: boolean;
}

let shops = 0;

/** Posts one webhook to the letterbox as its provider would, for a shop that nothing has happened to yet. */
export async function postPayload(appUrl: string, payload: Payload): Promise<Outcome> {
  const shop = await freshShop();
  const sent = await signed(appUrl, payload, shop);
  const { url, headers } = sent;
  const answer = await fetch(appUrl + url, { method: "POST", headers, body: new Uint8Array(payload.body) });
  if (answer.status !== 200)
    return {
      outcome: "ignored",
      reason: `The letterbox answered ${answer.status}.`,
      isSound: answer.status < 500,
    };
  return until(() => readOutcome(sent.address));
}

function signed(
  appUrl: string,
  payload: Payload,
  shop: { id: string; domain: string },
): Sent | Promise<Sent> {
  if (payload.provider === "shopify") return asShopify(payload, shop.domain);
  if (payload.provider === "mail") return asMail(shop.id);
  return payload.provider === "meta" ? asMeta(payload, shop.id) : asTwilio(appUrl, payload, shop.id);
}

/** A shop's row and settings, without Shopify behind it, and an empty letterbox. */
async function freshShop(): Promise<{ id: string; domain: string }> {
  // Samples share their ids: what an earlier file left in the letterbox must not make a repeat of this one.
  await pool.query(`delete from "Receipt"`);
  const id = `replay-${process.pid}-${shops++}`;
  const domain = `${id}.myshopify.com`;
  await prisma.shop.create({ data: { id, domain, installedAt: now() } });
  await inShop(id, ({ tx }) =>
    tx.shopSettings.create({
      data: { shopId: id, businessHours: OFFICE_HOURS, languages: [], answersOn: true },
    }),
  );
  return { id, domain };
}

interface Sent {
  url: string;
  headers: Record<string, string>;
  /** By which its receipt is found: each shop has one. */
  address: string;
}

function asShopify({ topic, triggeredAt, body }: Payload & { provider: "shopify" }, domain: string): Sent {
  const headers = {
    "content-type": "application/json",
    "x-shopify-topic": topic,
    "x-shopify-shop-domain": domain,
    "x-shopify-webhook-id": randomUUID(),
    "x-shopify-triggered-at": triggeredAt ?? now().toISOString(),
    "x-shopify-hmac-sha256": createHmac("sha256", process.env.SHOPIFY_API_SECRET!)
      .update(body)
      .digest("base64"),
  };
  return { url: "/webhooks/shopify", headers, address: domain };
}

async function asTwilio(
  appUrl: string,
  payload: Payload & { provider: "twilio" },
  shopId: string,
): Promise<Sent> {
  const { topic, token, body } = payload;
  const form = new URLSearchParams(body.toString());
  const secret = token ?? "00112233445566778899aabbccddeeff";
  const settings = { accountSid: form.get("AccountSid") };
  // A number belongs to one shop: each has its own, whatever the sample says.
  const sender = `+1415${String(2_000_000 + shops)}`;
  const id = await inShop(shopId, (shop) =>
    connectAccount(shop, { channel: "sms", provider: "twilio", sender, settings, secret }),
  );
  const url = `/webhooks/sms/${id}${topic === "sms/status" ? "/status" : ""}`;
  const names = [...new Set(form.keys())];
  const params = Object.fromEntries(names.map((name) => [name, oneOrAll(form.getAll(name))]));
  const signature = twilio.getExpectedTwilioSignature(secret, appUrl + url, params);
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-twilio-signature": signature,
  };
  return { url, headers, address: id };
}

/** Signed with the installation's own secret; the number, Page or account becomes this shop's. */
async function asMeta({ topic, owner, body }: Payload & { provider: "meta" }, shopId: string): Promise<Sent> {
  await prisma.address.deleteMany({ where: { channel: topic, value: owner } });
  const settings =
    topic === "whatsapp"
      ? { phoneNumberId: owner, wabaId: "replay", name: "Replay", isOnApp: false, peopleADay: null }
      : { name: "Replay", permissions: [] };
  const kept = { channel: topic, provider: topic, sender: owner, settings, secret: "replay" };
  const address = await inShop(shopId, (shop) => connectAccount(shop, kept));
  const hex = createHmac("sha256", process.env.META_APP_SECRET!).update(body).digest("hex");
  const headers = { "content-type": "application/json", "x-hub-signature-256": `sha256=${hex}` };
  return { url: "/webhooks/meta", headers, address };
}

/** As a receiver that posts a mail's source, with the password that its address holds. */
async function asMail(shopId: string): Promise<Sent> {
  const inboundPassword = randomUUID();
  const secret = JSON.stringify({ smtp: "smtp://127.0.0.1:1", inboundPassword } satisfies MailSecrets);
  const sender = `help-${shops}@replay.example`;
  const id = await inShop(shopId, (shop) =>
    connectAccount(shop, { channel: "email", provider: "smtp", sender, settings: {}, secret }),
  );
  const authorization = `Basic ${Buffer.from(`${INBOUND_USER}:${inboundPassword}`).toString("base64")}`;
  return {
    url: `/webhooks/email/${id}`,
    headers: { "content-type": "message/rfc822", authorization },
    address: id,
  };
}

const oneOrAll = (values: string[]) => (values.length === 1 ? values[0] : values);

/** Null while the worker is at it. A fault is tried again for an hour; here the first is told. */
async function readOutcome(address: string): Promise<Outcome | null> {
  const { rows } = await pool.query<{ isRead: boolean; parkedFor: string | null; fault: string | null }>(
    `select receipt."readAt" is not null "isRead", receipt."parkedFor", job.last_error fault
     from "Receipt" receipt left join graphile_worker._private_jobs job
       on job.payload->>'door' = receipt.door and job.payload->>'key' = receipt.key
     where receipt.address = $1 or receipt.door = 'meta'`,
    [address],
  );
  // A webhook of Meta's may tell several things: what went wrong counts, then what is not done yet.
  const found = rows.find(({ parkedFor }) => parkedFor) ?? rows.find(({ isRead }) => !isRead) ?? rows[0];
  if (!found) return { outcome: "ignored", reason: "It was taken for a repeat.", isSound: true };
  if (found.parkedFor) return { outcome: "parked", reason: found.parkedFor, isSound: true };
  if (found.isRead) return { outcome: "applied", reason: null, isSound: true };
  if (found.fault) return { outcome: "parked", reason: `A fault of ours: ${found.fault}`, isSound: false };
  return null;
}

const PATIENCE_MS = 20_000;

async function until(look: () => Promise<Outcome | null>): Promise<Outcome> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const found = await look();
    if (found) return found;
    await pause(10);
  }
  return { outcome: "parked", reason: "Nobody has read it within 20 s.", isSound: false };
}
