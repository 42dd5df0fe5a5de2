import { createHash } from "node:crypto";
import { loadHeardAccount } from "#app/channels/accounts.ts";
import type { Account, Channel, ChannelAdapter, Inbound, RawRequest } from "#app/channels/channel.ts";
import { verifyEasypost } from "#app/channels/easypost.server.ts";
import { isFromMeta, type MetaItem, splitMetaWebhook } from "#app/channels/meta-webhook.server.ts";
import { adapterOf } from "#app/channels/shelf.ts";
import { MINUTE, now } from "#app/clock.ts";
import { senderHash } from "#app/consent/sender-lock.ts";
import { inShop, prisma } from "#app/db.server.ts";
import type { Door, Opened, RawWebhook, Receipt } from "#app/letterbox/receipt.ts";
import { easypostEvent } from "#app/orders/tracking/updates-from-easypost.ts";
import { verifyWebhook } from "#app/shopify/webhook-signature.ts";

/** Letterbox path → who proves whose it is. */
export const doors: Record<string, Door> = {
  shopify: openShopify,
  sms: openAccount,
  email: openAccount,
  easypost: openEasypost,
  meta: openMeta,
};

/** Shopify wants 401 for a bad signature (privacy law compliance page); the others get 403. */
function openShopify({ headers, body }: RawWebhook): Opened {
  if (!verifyWebhook(body, headers)) return { ok: false, status: 401 };
  const header = (name: string) => String(headers[`x-shopify-${name}`] ?? "");
  return {
    ok: true,
    receipts: [
      {
        door: "shopify",
        // Several topics may share an event id: a delivery's own id is the webhook id (wire facts 11).
        key: header("webhook-id"),
        topic: header("topic"),
        address: header("shop-domain"),
        senderHash: null,
        headers: { triggeredAt: header("triggered-at"), apiVersion: header("api-version") },
        body,
      },
    ],
  };
}

/** `/webhooks/<channel>/<account>[/status]`: a provider that signs with the account's own secret. */
async function openAccount({ path, url, method, headers, body }: RawWebhook): Promise<Opened> {
  const [, , door = "", id = ""] = path.split("/");
  const found = await findAccount(id);
  if (!found) return { ok: false, status: 404 };
  const adapter = adapterOf(found.account);
  const request = { method, url, headers, body };
  if (adapter.channel !== door) return { ok: false, status: 404 };
  if (!adapter.verify(request, found.account)) return { ok: false, status: 403 };
  const { key, topic, from } = await lookInto(adapter, request, id);
  return {
    ok: true,
    receipts: [
      {
        door,
        key,
        topic,
        address: id,
        senderHash: from ? senderHash(adapter.channel, from) : null,
        headers: { url, type: String(headers["content-type"] ?? "") },
        body,
      },
    ],
  };
}

/** Under which key it is kept, and whose words it may hold. */
async function lookInto(adapter: ChannelAdapter, request: RawRequest, accountId: string) {
  const peeked = adapter.peek && (await readQuietly(() => adapter.peek!(request)));
  if (peeked) return { key: `${accountId}:${peeked.key}`, topic: "message", from: peeked.from };
  const told = adapter.peek ? null : await readQuietly(() => adapter.parse(request, now()));
  const [first = null] = told ?? [];
  const from = first?.kind === "message" ? first.from : null;
  return { key: keyOf(first, request.body), topic: first?.kind ?? null, from };
}

/** `/webhooks/easypost/<account>`. */
async function openEasypost({ path, url, method, headers, body }: RawWebhook): Promise<Opened> {
  const id = path.split("/")[3] ?? "";
  const found = await findAccount(id);
  if (!found) return { ok: false, status: 404 };
  if (!verifyEasypost({ method, url, headers, body }, found.account)) return { ok: false, status: 403 };
  const event = await readQuietly(() => easypostEvent(body));
  return {
    ok: true,
    receipts: [
      {
        door: "easypost",
        // Two shops of one EasyPost account hear of the same event, each at its own address.
        key: `${id}:${event?.id ?? createHash("sha256").update(body).digest("base64url")}`,
        topic: event?.description ?? null,
        address: id,
        senderHash: null,
        headers: {},
        body,
      },
    ],
  };
}

/**
 * `/webhooks/meta`: one address for every number, Page and account of the installation, signed with the app's secret. What
 * a webhook tells is kept one by one, each under its own key; what cannot be told apart is kept whole, for its job to park.
 */
async function openMeta({ url, headers, body }: RawWebhook): Promise<Opened> {
  if (!isFromMeta({ headers, body })) return { ok: false, status: 403 };
  const kept = { door: "meta", senderHash: null, headers: { url, type: "application/json" } };
  const items = splitMetaWebhook(body);
  if (!items?.length)
    return { ok: true, receipts: [{ ...kept, key: unreadKey(body), topic: null, address: null, body }] };
  const receipts = await Promise.all(items.map((item) => receiptsOf(item, kept)));
  return { ok: true, receipts: receipts.flat() };
}

/** An item for every account of ours it is about; for none, one that its job reads and lets go. */
async function receiptsOf(
  item: MetaItem,
  kept: Pick<Receipt, "door" | "senderHash" | "headers">,
): Promise<Receipt[]> {
  const { topic, body } = item;
  const owners = await ownersOf(item);
  if (owners.length === 0) return [{ ...kept, key: unreadKey(body), topic, address: null, body }];
  const receipts = owners.map(async (address): Promise<Receipt | null> => {
    const found = await findAccount(address);
    if (!found) return null;
    const { channel, parse } = adapterOf(found.account);
    const request = { method: "POST", url: kept.headers.url!, headers: {}, body };
    const inbound = await readQuietly(() => parse(request, now()));
    const only = inbound?.length === 1 ? inbound[0]! : null;
    const key = `${address}:${keyOf(only, body)}`;
    return { ...kept, ...sendersOf(channel, inbound ?? []), key, topic, address, body };
  });
  return (await Promise.all(receipts)).filter((receipt) => receipt !== null);
}

/** Who may have said no in it, under each of their names: in words, or in WhatsApp's own menu. */
function sendersOf(channel: Channel, inbound: Inbound[]): Pick<Receipt, "senderHash" | "alsoHash"> {
  const names = inbound.flatMap((one) => {
    if (one.kind === "message") return [one.from, ...(one.alsoKnownAs ?? [])];
    return one.kind === "preference" ? [one.from] : [];
  });
  const [hash = null, alsoHash = null] = new Set(names.map((name) => senderHash(channel, name)));
  return { senderHash: hash, alsoHash };
}

/** Templates belong to a WhatsApp account, which may have several numbers of ours (channels/accounts.ts). */
async function ownersOf({ channel, owner }: MetaItem): Promise<string[]> {
  if (channel !== "whatsapp-account") {
    const where = { channel_value: { channel, value: owner } };
    const found = await prisma.address.findUnique({ where, select: { id: true } });
    return found ? [found.id] : [];
  }
  const where = { channel, value: { startsWith: `${owner}/` } };
  const found = await prisma.address.findMany({ where, select: { value: true } });
  return found.map(({ value }) => value.slice(owner.length + 1));
}

/** A status comes once per state; the same one twice stores nothing. What cannot be read is kept under its bytes. */
function keyOf(inbound: Inbound | null, body: Buffer): string {
  if (!inbound || inbound.kind === "ignored") return unreadKey(body);
  if (inbound.kind === "report") return `${inbound.externalId}:${inbound.state}:${inbound.code ?? ""}`;
  if (inbound.kind === "watermark")
    return `${inbound.from}:${inbound.state}:${inbound.upTo instanceof Date ? inbound.upTo.getTime() : inbound.upTo.externalId}`;
  // A review comes to the same state again after a rejection: only within the minute is it a repeat.
  if (inbound.kind === "registration")
    return `${inbound.sid}:${inbound.status}:${inbound.at.toISOString().slice(0, 16)}`;
  return inbound.kind === "unsent" ? `${inbound.externalId}:unsent` : inbound.externalId;
}

const unreadKey = (body: Buffer): string => `unread:${createHash("sha256").update(body).digest("base64url")}`;

/** It is read again by its job, which parks what makes no sense; here only its key is wanted. */
async function readQuietly<T>(read: () => Promise<T> | T): Promise<T | null> {
  try {
    return await read();
  } catch {
    return null;
  }
}

interface Known {
  shopId: string;
  account: Account;
  until: number;
}

// A text a second must not cost two look-ups each; a changed token is known within the minute.
const known = new Map<string, Known>();

async function findAccount(id: string): Promise<Known | null> {
  const cached = known.get(id);
  if (cached && cached.until > now().getTime()) return cached;
  const address = await prisma.address.findUnique({ where: { id } });
  if (!address) return null;
  const heard = await inShop(address.shopId, (shop) => loadHeardAccount(shop, id));
  if (!heard) return null;
  const found = { shopId: address.shopId, account: heard.account, until: now().getTime() + MINUTE };
  known.set(id, found);
  return found;
}
