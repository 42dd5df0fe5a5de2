import { wholeSecond } from "#app/clock.ts";
import type { Reader, Shop } from "#app/db.server.ts";
import {
  ALERT_CHANNELS,
  ALERT_KINDS,
  ALERT_RULES,
  type AlertChannel,
  type AlertKind,
} from "#app/orders/alerts/alert-kind.ts";

export interface AlertSetting {
  kind: AlertKind;
  /** By which it may go out; empty: it is off. */
  channels: AlertChannel[];
  /** Texts wait for the morning where the shopper is. */
  notAtNight: boolean;
  /** Since when it is on: what happened before is told to nobody. */
  onSince: Date | null;
}

/** Every kind as this merchant has set it; off where they have said nothing. */
export async function readAlertSettings(shop: Reader): Promise<Record<AlertKind, AlertSetting>> {
  const rows = await shop.sql<AlertSetting>`
    select kind, channels, "notAtNight", "onSince" from "AlertSetting" where "shopId" = ${shop.id}`;
  const settings = ALERT_KINDS.map((kind) => [kind, rows.find((row) => row.kind === kind) ?? unset(kind)]);
  return Object.fromEntries(settings) as Record<AlertKind, AlertSetting>;
}

const unset = (kind: AlertKind): AlertSetting => ({
  kind,
  channels: [],
  notAtNight: ALERT_RULES[kind].waitsForMorning,
  onSince: null,
});

/** Switches a kind on by these channels, or off. It stays on since when it went on first. */
export async function saveAlertSetting(
  shop: Shop,
  { kind, channels, notAtNight }: Pick<AlertSetting, "kind" | "channels" | "notAtNight">,
): Promise<void> {
  const kept = ALERT_CHANNELS.filter((channel) => channels.includes(channel));
  const onSince = kept.length ? wholeSecond(shop.at) : null;
  await shop.sql`
    insert into "AlertSetting" as known ("shopId", kind, channels, "notAtNight", "onSince")
    values (${shop.id}, ${kind}, ${kept}, ${notAtNight}, ${onSince})
    on conflict ("shopId", kind) do update set channels = excluded.channels, "notAtNight" = excluded."notAtNight",
      "onSince" = case when excluded."onSince" is null then null else coalesce(known."onSince", excluded."onSince") end`;
}
