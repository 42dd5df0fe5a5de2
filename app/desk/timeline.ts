import { z } from "zod";
import { consentHashes } from "#app/consent/consent-address.ts";
import type { Reader } from "#app/db.server.ts";
import { branchesOf, type Place } from "#app/desk/timeline-branches.ts";
import type { EntryKind, Timeline, TimelineEntry } from "#app/desk/timeline-entry.ts";
import type { WholePerson } from "#app/desk/whole-person.ts";

interface Asked {
  /** `older` of the page before. */
  after?: string | null;
  most?: number;
}

/**
 * Everything that happened with a person, newest first, through the places where it is kept. Pages go by the place
 * (time, kind, id) of the last entry, so that what is written meanwhile shifts nothing; each kind is read along an
 * index of its own and for one page only. A day of messages is one entry, in the shop's own days.
 */
export async function readTimeline(
  shop: Reader,
  person: WholePerson,
  { after = null, most = 30 }: Asked = {},
): Promise<Timeline> {
  const [{ timeZone } = { timeZone: null }] = await shop.sql<{ timeZone: string | null }>`
    select "timeZone" from "Shop" where id = ${shop.id}`;
  const branches = branchesOf(shop, {
    person,
    hashes: hashesOf(person),
    before: after ? readPlace(after) : null,
    most: most + 1,
    timeZone: timeZone ?? "UTC",
  });
  const rows = await shop.sql<{ at: Date; kind: EntryKind; id: string; facts: object }>`
    ${branches} order by at desc, kind desc, id desc limit ${most + 1}`;
  const entries = rows
    .slice(0, most)
    .map(({ at, ...row }) => ({ ...row, at: at.toISOString() }) as TimelineEntry);
  const last = entries.at(-1);
  return { entries, older: rows.length > most && last ? writePlace(last) : null };
}

const hashesOf = ({ emails, phones }: WholePerson): string[] => [
  ...emails.flatMap((email) => consentHashes("email", email)),
  ...phones.flatMap((phone) => [...consentHashes("sms", phone), ...consentHashes("whatsapp", phone)]),
];

const place = z.tuple([z.iso.datetime(), z.string().max(40), z.string().max(200)]);

const writePlace = ({ at, kind, id }: TimelineEntry): string =>
  Buffer.from(JSON.stringify([at, kind, id])).toString("base64url");

/** Null for what is none: then the newest page is shown again. */
function readPlace(text: string): Place | null {
  try {
    const read = place.safeParse(JSON.parse(Buffer.from(text, "base64url").toString()));
    if (!read.success) return null;
    const [at, kind, id] = read.data;
    return { at: new Date(at), kind, id };
  } catch {
    // Not our own text: somebody shortened the address.
    return null;
  }
}
