import { inShop, readShop, type Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { alertNews, isLate, type News } from "#app/orders/alerts/alert-news.ts";
import { type AlertParcel, readAlertGroup, readAlertParcel } from "#app/orders/alerts/alert-parcel.ts";
import { type AlertSetting, readAlertSettings } from "#app/orders/alerts/alert-settings.ts";
import { holdUntil } from "#app/orders/alerts/hold-until.ts";
import { findFollowers, findRecipient, type Recipient } from "#app/orders/alerts/alert-recipient.ts";
import { type Sent, sendAlert } from "#app/orders/alerts/send-alert.ts";
import { readOrderLive } from "#app/orders/read-order-live.ts";

/**
 * Job `alertParcel`: something happened to a parcel. What of it a shopper is to hear is found in all that is known of
 * it now, whatever woke this job and however often: each kind has one row per parcel, and who writes it sends.
 */
export async function alertParcel(shopId: string, woken: WokenByParcel): Promise<void> {
  const { fulfillmentId } = woken;
  const known = await readShop(shopId, (shop) => readAlertParcel(shop, fulfillmentId));
  if (!known) return;
  // Of a parcel from before we were installed, what is in it was never told: asked for once, and done without if need be.
  if (!known.items && (await readShop(shopId, (shop) => isWanted(shop, known))))
    await readOrderLive(shopId, known.order.id);
  await inShop(shopId, async (shop) => {
    const parcel = await readAlertParcel(shop, fulfillmentId);
    await raise(shop, parcel && sinceItLeft(parcel, woken), woken);
  });
}

/** Job `alertGroup`: what is to be fetched at the shop is ready. */
export async function alertGroup(
  shopId: string,
  { fulfillmentOrderId }: { fulfillmentOrderId: string },
): Promise<void> {
  await inShop(shopId, async (shop) =>
    raise(shop, await readAlertGroup(shop, fulfillmentOrderId), { fulfillmentOrderId }),
  );
}

interface WokenByParcel {
  fulfillmentId: string;
  /** When it left, of a parcel that was announced before (mirror-fulfillment.ts). */
  leftAt?: string;
}
type Woken = WokenByParcel | { fulfillmentOrderId: string };

function sinceItLeft(parcel: AlertParcel, { leftAt }: WokenByParcel): AlertParcel {
  if (!leftAt || !parcel.news.shippedAt) return parcel;
  return { ...parcel, news: { ...parcel.news, shippedAt: new Date(leftAt) } };
}

const parcelIdOf = (woken: Woken): string =>
  "fulfillmentId" in woken ? woken.fulfillmentId : `group:${woken.fulfillmentOrderId}`;

async function raise(shop: Shop, parcel: AlertParcel | null, woken: Woken): Promise<void> {
  if (!parcel) return dropHeld(shop, parcelIdOf(woken), []);
  const settings = await readAlertSettings(shop);
  const found = alertNews(parcel.news);
  await dropHeld(
    shop,
    parcel.id,
    found.map(({ kind }) => kind),
  );
  for (const news of found) await tell(shop, parcel, news, settings[news.kind], woken);
}

async function isWanted(shop: Pick<Shop, "id" | "at" | "sql">, { order }: AlertParcel): Promise<boolean> {
  const settings = Object.values(await readAlertSettings(shop));
  if (settings.some(({ channels }) => channels.length)) return true;
  const followed = await shop.sql`
    select 1 from "ParcelFollow" where "shopId" = ${shop.id} and "orderId" = ${order.id} limit 1`;
  return followed.length > 0;
}

async function tell(
  shop: Shop,
  parcel: AlertParcel,
  news: News,
  setting: AlertSetting,
  woken: Woken,
): Promise<void> {
  const followers = await findFollowers(shop, parcel.order, news.at);
  const isOn = setting.onSince !== null && setting.onSince <= news.at;
  if (!isOn && !followers.length) return;
  const was = await claim(shop, parcel, news);
  if (!was) return;
  if (news.isOver) return conclude(shop, parcel, news, { withheld: "over" });
  // Held over night it was in time when it came.
  if (was === "new" && isLate(news, shop.at)) return conclude(shop, parcel, news, { withheld: "late" });
  const recipient = isOn ? await recipientOf(shop, parcel, followers, setting) : null;
  const everybody = [...followers, ...(recipient ? [recipient] : [])];
  const until = setting.notAtNight ? await holdUntil(everybody, parcel.order, shop.at) : null;
  if (until) return hold(shop, parcel, news, woken, until);
  if (!everybody.length) return conclude(shop, parcel, news, { withheld: "no-contact" });
  const sent: Sent[] = [];
  for (const one of everybody)
    sent.push(await sendAlert(shop, parcel, news, one, { isAsked: one !== recipient }));
  await conclude(shop, parcel, news, sent.find((one) => "messageId" in one) ?? sent[0]!);
}

/** Whoever asked to be told has chosen how: they are not told a second time as the order's contact. */
async function recipientOf(
  shop: Shop,
  { order }: AlertParcel,
  followers: Recipient[],
  { channels }: AlertSetting,
) {
  const found = await findRecipient(shop, order, channels);
  const isTold = followers.some(
    ({ conversationId, address }) => conversationId === found?.conversationId || address === found?.address,
  );
  return isTold ? null : found;
}

/** Takes this kind of news of this parcel for the caller, once ever; what is held over night can be taken up again. */
async function claim(
  shop: Shop,
  { id, order }: AlertParcel,
  { kind, at }: News,
): Promise<"new" | "held" | null> {
  const [fresh] = await shop.sql`
    insert into "ParcelAlert" ("shopId", "parcelId", kind, "orderId", state, "happenedAt", "decidedAt")
    values (${shop.id}, ${id}, ${kind}, ${order.id}, 'held', ${at}, ${shop.at})
    on conflict ("shopId", "parcelId", kind) do nothing returning kind`;
  if (fresh) return "new";
  const [row] = await shop.sql<{ state: string }>`
    select state from "ParcelAlert"
    where "shopId" = ${shop.id} and "parcelId" = ${id} and kind = ${kind} for update`;
  return row?.state === "held" ? "held" : null;
}

async function hold(
  shop: Shop,
  parcel: AlertParcel,
  { kind }: News,
  woken: Woken,
  until: Date,
): Promise<void> {
  const task = "fulfillmentId" in woken ? "alertParcel" : "alertGroup";
  const key = `alert:${shop.id}:${parcel.id}:${kind}`;
  await enqueue(shop, [{ task, payload: woken, key, runAt: until }]);
}

async function conclude(shop: Shop, { id }: AlertParcel, { kind }: News, end: Sent): Promise<void> {
  const told = "messageId" in end ? { state: "sent", reason: null, ...end } : NOTHING_SENT(end.withheld);
  await shop.sql`
    update "ParcelAlert" set state = ${told.state}, reason = ${told.reason}, "conversationId" = ${told.conversationId},
      "messageId" = ${told.messageId}, "decidedAt" = ${shop.at}
    where "shopId" = ${shop.id} and "parcelId" = ${id} and kind = ${kind}`;
}

/** What waited for the morning and is no longer so: it moved in the night, or the order was cancelled. */
async function dropHeld(shop: Shop, parcelId: string, stillSo: string[]): Promise<void> {
  await shop.sql`
    update "ParcelAlert" set state = 'withheld', reason = 'over', "decidedAt" = ${shop.at}
    where "shopId" = ${shop.id} and "parcelId" = ${parcelId} and state = 'held' and kind <> all(${stillSo})`;
}

const NOTHING_SENT = (reason: string) => ({
  state: "withheld",
  reason,
  conversationId: null,
  messageId: null,
});
