import { createHmac, randomUUID } from "node:crypto";
import twilio from "twilio";
import { connectAccount, hearWhatsAppAccount } from "#app/channels/accounts.ts";
import type { MailSecrets } from "#app/channels/mail/mail-account.ts";
import { INBOUND_USER } from "#app/channels/mail/from-receiver.ts";
import { type MetaItem, splitMetaWebhook } from "#app/channels/meta-webhook.server.ts";
import { now } from "#app/clock.ts";
import { inShop, prisma } from "#app/db.server.ts";
import type { FreshShop } from "./fresh-shop.ts";
import type { Payload } from "./payload.ts";

export interface Signed {
  /** On our public address. */
  path: string;
  headers: Record<string, string>;
}

/** Connects the shop to whatever the webhook is for, and signs it as its provider does. */
export function signPayload(appUrl: string, payload: Payload, shop: FreshShop): Signed | Promise<Signed> {
  if (payload.provider === "shopify") return asShopify(payload, shop);
  if (payload.provider === "mail") return asMail(shop);
  return payload.provider === "meta" ? asMeta(payload, shop) : asTwilio(appUrl, payload, shop);
}

function asShopify(
  { topic, triggeredAt, body }: Payload & { provider: "shopify" },
  { domain }: FreshShop,
): Signed {
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
  return { path: "/webhooks/shopify", headers };
}

/** The shop's number is the one that the webhook names, its token the one that it was signed with. */
async function asTwilio(
  appUrl: string,
  { topic, token, recorded, body }: Payload & { provider: "twilio" },
  shop: FreshShop,
): Promise<Signed> {
  const form = new URLSearchParams(body.toString());
  const ours = form.get(topic === "sms/status" ? "From" : "To") ?? "";
  const id = await connect(shop, "sms", {
    provider: "twilio",
    sender: ours.startsWith("+") ? ours : "+14155550100",
    settings: { accountSid: form.get("AccountSid") },
    secret: token ?? SOME_TOKEN,
  });
  const path = `/webhooks/sms/${id}${topic === "sms/status" ? "/status" : ""}`;
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-twilio-signature": twilioSignature(form, { token, recorded, url: appUrl + path }),
  };
  return { path, headers };
}

const SOME_TOKEN = "00112233445566778899aabbccddeeff";

/** A signature holds for one address alone: what was right at its own is signed anew for ours, what was wrong stays it. */
function twilioSignature(
  form: URLSearchParams,
  { token, recorded, url }: Pick<Payload & { provider: "twilio" }, "token" | "recorded"> & { url: string },
): string {
  const names = [...new Set(form.keys())];
  const params = Object.fromEntries(names.map((name) => [name, oneOrAll(form.getAll(name))]));
  if (recorded && token && !twilio.validateRequest(token, recorded.signature, recorded.url, params))
    return recorded.signature;
  return twilio.getExpectedTwilioSignature(token ?? SOME_TOKEN, url, params);
}

const oneOrAll = (values: string[]) => (values.length === 1 ? values[0] : values);

/** Signed with the installation's own secret. Every number, Page and account that it is about becomes this shop's. */
async function asMeta({ body }: Payload & { provider: "meta" }, shop: FreshShop): Promise<Signed> {
  const items = splitMetaWebhook(body) ?? [];
  const owners = new Map(items.map((item) => [`${item.channel}:${item.owner}`, item]));
  for (const item of owners.values()) await connectOwner(shop, item);
  const hex = createHmac("sha256", process.env.META_APP_SECRET!).update(body).digest("hex");
  const headers = { "content-type": "application/json", "x-hub-signature-256": `sha256=${hex}` };
  return { path: "/webhooks/meta", headers };
}

/** What is about a WhatsApp account as a whole comes to a number in it. */
async function connectOwner(shop: FreshShop, { channel, owner }: MetaItem): Promise<void> {
  if (channel === "messenger" || channel === "instagram") {
    const settings = { name: "Replay", permissions: [] };
    await connect(shop, channel, { provider: channel, sender: owner, settings, secret: "replay" });
    return;
  }
  const phoneNumberId = channel === "whatsapp" ? owner : `${owner}0`;
  const settings = { phoneNumberId, wabaId: owner, name: "Replay", isOnApp: false, peopleADay: null };
  const kept = { provider: "whatsapp", sender: phoneNumberId, settings, secret: "replay" } as const;
  const id = await connect(shop, "whatsapp", kept);
  if (channel === "whatsapp") return;
  await prisma.address.deleteMany({ where: { channel, value: { startsWith: `${owner}/` } } });
  await inShop(shop.id, (handle) => hearWhatsAppAccount(handle, id, owner));
}

/** As a receiver that posts a mail's source, with the password that its address holds. */
async function asMail(shop: FreshShop): Promise<Signed> {
  const inboundPassword = randomUUID();
  const secret = JSON.stringify({ smtp: "smtp://127.0.0.1:1", inboundPassword } satisfies MailSecrets);
  const kept = { provider: "smtp", sender: "help@replay.example", settings: {}, secret } as const;
  const id = await connect(shop, "email", kept);
  const authorization = `Basic ${Buffer.from(`${INBOUND_USER}:${inboundPassword}`).toString("base64")}`;
  return { path: `/webhooks/email/${id}`, headers: { "content-type": "message/rfc822", authorization } };
}

type Connection = Parameters<typeof connectAccount>[1];

/** Samples name the same few numbers and Pages: the latest shop has them. */
async function connect(
  { id }: FreshShop,
  channel: Connection["channel"],
  kept: Omit<Connection, "channel">,
): Promise<string> {
  await prisma.address.deleteMany({ where: { channel, value: kept.sender } });
  return inShop(id, (shop) => connectAccount(shop, { channel, ...kept }));
}
