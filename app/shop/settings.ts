import { z } from "zod";
import type { Reader, Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { type BusinessHours, businessHours, OFFICE_HOURS } from "./business-hours.ts";

export interface Settings {
  shopName: string;
  domain: string;
  currency: string | null;
  /** Where the shop is; what is said to shoppers about days and hours is said in it. */
  timeZone: string;
  primaryUrl: string | null;
  scopes: string[];
  businessHours: BusinessHours & { timeZone: string };
  supportEmail: string | null;
  /** Languages that shoppers may be answered in, the shop's own first; empty: not known yet. */
  languages: string[];
  answersOn: boolean;
  embedSeenAt: Date | null;
  firstSyncedAt: Date | null;
  /** Whether staff's changes of a customer's note and tags go to Shopify. */
  staffMayNote: boolean;
  staffMayTag: boolean;
  /** Customer metafields that the desk shows, as "namespace.key". */
  loyaltyFields: string[];
  /** Hours of the recipient's day in which promotions may go out by text, and the most of them in 24 hours. */
  promotionsFrom: number;
  promotionsUntil: number;
  promotionsADay: number;
}

/** The shop's settings, complete whatever Shopify has told so far. */
export async function readSettings(shop: Reader): Promise<Settings> {
  const [row] = await shop.sql<Row>`
    select s.name, s.domain, s.currency, s."timeZone", s."primaryUrl", s.scopes, t."businessHours", t."supportEmail",
      t."embedSeenAt", t."firstSyncedAt", coalesce(t.languages, '{}') as languages,
      coalesce(t."answersOn", true) as "answersOn", coalesce(t."staffMayNote", false) as "staffMayNote",
      coalesce(t."staffMayTag", false) as "staffMayTag", coalesce(t."loyaltyFields", '{}') as "loyaltyFields",
      coalesce(t."promotionsFrom", 9) as "promotionsFrom", coalesce(t."promotionsUntil", 20) as "promotionsUntil",
      coalesce(t."promotionsADay", 3) as "promotionsADay"
    from "Shop" s left join "ShopSettings" t on t."shopId" = s.id where s.id = ${shop.id}`;
  if (!row) throw new Error("no such shop");
  const { name, ...rest } = row;
  const hours = businessHours.safeParse(row.businessHours).data ?? OFFICE_HOURS;
  const timeZone = row.timeZone ?? "UTC";
  return {
    ...rest,
    shopName: name ?? row.domain.replace(".myshopify.com", ""),
    timeZone,
    businessHours: { ...hours, timeZone: hours.timeZone ?? timeZone },
  };
}

/** The shop's own front page, without a slash at its end. */
export const homeOf = ({ primaryUrl, domain }: Pick<Settings, "primaryUrl" | "domain">): string =>
  (primaryUrl ?? `https://${domain}`).replace(/\/$/, "");

interface Row extends Omit<Settings, "shopName" | "timeZone" | "businessHours"> {
  name: string | null;
  timeZone: string | null;
  businessHours: unknown;
}

const EARLIEST = "9:00 is the earliest: you can begin later, not sooner.";
const LATEST = "20:00 is the latest: you can end sooner, not later.";

const changes = z
  .object({
    businessHours,
    supportEmail: z.email("That is not an email address.").nullable(),
    languages: z
      .array(
        z
          .string()
          .regex(
            /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
            "A language is written as its code, like en, fr or pt-BR.",
          ),
      )
      .max(20, "At most 20 languages can be named."),
    answersOn: z.boolean(),
    staffMayNote: z.boolean(),
    staffMayTag: z.boolean(),
    loyaltyFields: z
      .array(
        z
          .string()
          .regex(
            /^[\w-]{2,255}\.[\w-]{2,64}$/,
            "A metafield is named like loyalty.points: namespace, dot, key.",
          ),
      )
      .max(20, "At most 20 metafields can be shown."),
    promotionsFrom: z.int("Choose an hour.").min(9, EARLIEST).max(19, LATEST),
    promotionsUntil: z.int("Choose an hour.").min(10, LATEST).max(20, LATEST),
    promotionsADay: z.int("A number, please.").min(0, "0 is the least.").max(3, "3 a day is the most."),
  })
  .partial()
  .refine(({ promotionsFrom: from, promotionsUntil: until }) => !(from && until) || from < until, {
    path: ["promotionsUntil"],
    error: "The hours must end after they begin.",
  });
export type SettingsChanges = z.input<typeof changes>;

/** Saves what is given and leaves the rest. `problems` are by field, in words for the merchant. */
export async function saveSettings(
  shop: Shop,
  asked: SettingsChanges,
): Promise<{ saved: true } | { saved: false; problems: Record<string, string> }> {
  const checked = changes.safeParse(asked);
  if (!checked.success) {
    const problems = checked.error.issues.map(({ path, message }) => [path.join("."), message]);
    return { saved: false, problems: Object.fromEntries(problems) };
  }
  await shop.tx.shopSettings.update({ where: { shopId: shop.id }, data: checked.data });
  return { saved: true };
}

/** The loader of our embed spoke: it is switched on in a theme. Kept to the hour, told the first time. */
export async function noteEmbedSeen(shop: Shop): Promise<void> {
  const [changed] = await shop.sql`
    update "ShopSettings" set "embedSeenAt" = ${shop.at}
    where "shopId" = ${shop.id} and ("embedSeenAt" is null or "embedSeenAt" < ${shop.at}::timestamptz - interval '1 hour')
    returning "shopId"`;
  if (changed) await writeEvent(shop, { name: "embed.seen", key: `embed.seen:${shop.id}` });
}
