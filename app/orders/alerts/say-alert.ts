import type { AlertParcel } from "#app/orders/alerts/alert-parcel.ts";
import { readTemplate } from "#app/orders/alerts/alert-template.ts";
import type { AlertValues } from "#app/orders/alerts/alert-variables.ts";
import { sayItems } from "#app/orders/say-part.ts";
import type { AlertWords } from "#app/words/alert-templates.ts";
import { plainForSms } from "#app/words/plain-for-sms.ts";
import { sayDay } from "#app/words/say-day.ts";

export interface Telling {
  at: Date;
  shopName: string;
  locale: string;
  channel: "sms" | "email" | "chat";
  /** The parcel's page; empty where it has none. */
  link: string;
}

/** The words with this parcel's facts put in. Throws where they cannot be read: that was asked before (faults-of-words). */
export function sayAlert(words: AlertWords, parcel: AlertParcel, telling: Telling): AlertWords {
  const values = valuesOf(parcel, telling);
  const text = fill(words.text, values);
  const { channel, locale } = telling;
  return {
    subject: fill(words.subject, values),
    text: channel === "sms" ? plainForSms(text, locale) : text,
  };
}

function fill(words: string, values: AlertValues): string {
  const read = readTemplate(words);
  if (!read.ok) throw new Error(`an alert's words cannot be read: ${read.say}`);
  return read.render(values);
}

/** A text has room for two titles. */
const MOST_ITEMS = { sms: 2, email: 5, chat: 5 };

function valuesOf({ order, carrier, number, items, promise }: AlertParcel, telling: Telling): AlertValues {
  const { at, locale, shopName, channel, link } = telling;
  const style = { locale, timeZone: order.timeZone, at, isShort: channel === "sms" };
  const by = promise?.by && promise.by > at ? promise.by : null;
  const late = promise?.verdict.is === "late" ? promise.verdict.days : null;
  return {
    shop: shopName,
    order: order.name,
    items: sayItems(items ?? [], locale, MOST_ITEMS[channel]),
    carrier: carrier ?? "",
    number: number ?? "",
    expected: by ? sayDay(by, style) : "",
    days_late: late ? String(late) : "",
    link,
  };
}
