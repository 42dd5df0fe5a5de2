import { DAY, later } from "#app/clock.ts";
import type { Reader } from "#app/db.server.ts";
import { ALERT_RULES, type AlertKind } from "#app/orders/alerts/alert-kind.ts";
import { type AlertParcel, readAlertParcel } from "#app/orders/alerts/alert-parcel.ts";
import { ownHosts } from "#app/orders/alerts/alert-words.ts";
import { faultsOfWords, type WordFaults } from "#app/orders/alerts/faults-of-words.ts";
import { sayAlert } from "#app/orders/alerts/say-alert.ts";
import { trackingUrl } from "#app/orders/tracking/tracking-url.ts";
import { readSettings } from "#app/shop/settings.ts";
import type { AlertWords } from "#app/words/alert-templates.ts";
import { countSegments, type Segments } from "#app/words/segments.ts";

export type Preview =
  | {
      ok: true;
      sms: string;
      segments: Segments;
      subject: string;
      email: string;
      of: string;
      isMadeUp: boolean;
    }
  | { ok: false; faults: WordFaults };

/** These words about a real parcel of this shop, the newest that such news is of; about a made-up one where there is none. */
export async function previewAlert(
  shop: Reader,
  { kind, locale, ...words }: AlertWords & { kind: AlertKind; locale: string },
): Promise<Preview> {
  const faults = faultsOfWords(words, await ownHosts(shop));
  if (faults) return { ok: false, faults };
  const { shopName, timeZone } = await readSettings(shop);
  const real = await findExample(shop, kind);
  const parcel = real ?? madeUp(timeZone, shop.at);
  const link = trackingUrl(shop, real?.id ?? "1", locale);
  const telling = { at: shop.at, shopName, locale, link };
  const sms = sayAlert(words, parcel, { ...telling, channel: "sms" }).text;
  const email = sayAlert(words, parcel, { ...telling, channel: "email" });
  return {
    ok: true,
    sms,
    segments: countSegments(sms),
    subject: email.subject,
    email: email.text,
    of: parcel.order.name,
    isMadeUp: real === null,
  };
}

const LOOKED_THROUGH = 200;

/** Among the newest parcels: one this kind of news was of, else one that could be, else one whose contents are known. */
async function findExample(shop: Reader, kind: AlertKind): Promise<AlertParcel | null> {
  const [row] = await shop.sql<{ id: string }>`
    select f.id from (
      select f.* from "Order" o join "Fulfillment" f on f."shopId" = o."shopId" and f."orderId" = o.id
      where o."shopId" = ${shop.id} and o."cancelledAt" is null and o."deletedAt" is null and f.status = 'SUCCESS'
      order by o."placedAt" desc, o.id limit ${LOOKED_THROUGH}) f
    order by exists (select from "ParcelAlert" a where a."shopId" = f."shopId" and a."parcelId" = f.id and a.kind = ${kind}) desc,
      (f."lastScanAt" is not null or ${!ALERT_RULES[kind].needsScans}) desc, f.items is not null desc, f."shippedAt" desc limit 1`;
  return row ? readAlertParcel(shop, row.id) : null;
}

function madeUp(timeZone: string, at: Date): AlertParcel {
  const by = later(at, 2 * DAY);
  return {
    id: "1",
    order: {
      id: "1",
      name: "#1001",
      email: null,
      contactPhone: null,
      locale: null,
      customerShopifyId: null,
      timeZone,
    },
    carrier: "DHL",
    number: "JD014600003RU",
    items: [{ title: "A product of yours", quantity: 1 }],
    promise: { source: "carrier", promisedBy: by, from: null, by, verdict: { is: "on-time" } },
    news: {
      shippedAt: at,
      events: [],
      tracked: { step: "shipped", arrivedAt: null },
      lateSince: null,
      stuckSince: null,
    },
  };
}
