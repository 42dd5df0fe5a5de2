import { consentHash } from "#app/consent/consent-address.ts";
import { inShop } from "#app/db.server.ts";

/** Somebody the campaign is for. */
export interface Person {
  id: string;
  phone: string;
  consent: "granted" | "revoked" | null;
}

/** Of twenty people one has said no, one was never asked; the rest have said yes. */
const consentOf = (index: number): Person["consent"] =>
  index % 20 === 7 ? "revoked" : index % 20 === 13 ? null : "granted";

/** So many customers with a number of their own. Every second one has a thread: the others are written to first now. */
export async function makePeople(shopId: string, round: number, count: number): Promise<Person[]> {
  const people = Array.from({ length: count }, (_, index) => ({
    id: `bench-${round}-${index}`,
    phone: `+49151${String(10_000_000 + round * 100_000 + index)}`,
    consent: consentOf(index),
  }));
  const ids = people.map(({ id }) => id);
  const asked = people.filter(({ consent }) => consent);
  await inShop(shopId, async ({ sql, at }) => {
    await sql`insert into "Customer" ("shopId", id, "createdAt") select ${shopId}, id, ${at} from unnest(${ids}::text[]) id`;
    await sql`
      insert into "ContactPoint" ("shopId", id, "customerId", kind, value, source, "verifiedAt", "createdAt")
      select ${shopId}, id, id, 'phone', phone, 'sms', ${at}, ${at}
      from unnest(${ids}::text[], ${people.map(({ phone }) => phone)}::text[]) person(id, phone)`;
    await sql`
      insert into "ConsentState" ("shopId", channel, "addressHash", purpose, state, level, since)
      select ${shopId}, 'sms', hash, 'marketing', state, 'CONFIRMED_OPT_IN', ${at}
      from unnest(${asked.map(({ phone }) => consentHash("sms", phone))}::text[],
        ${asked.map(({ consent }) => consent!)}::text[]) told(hash, state)`;
    await sql`
      insert into "Conversation" ("shopId", id, "customerId", status, channel, version, "lastSeq", "staffReadSeq",
        "shopperReadSeq", unread, "lastActivityAt", "createdAt")
      select ${shopId}, id, id, 'open', 'sms', 0, 0, 0, 0, false, ${at}, ${at}
      from unnest(${ids.filter((_, index) => index % 2)}::text[]) id`;
  });
  return people;
}

/** What everybody is told, in their own words: each text is written once, for one. */
export const wordsFor = ({ id }: Person): string =>
  `Hello ${id}, new in this week: rain coats that keep you dry, in four colours. Reply STOP to opt out.`;
