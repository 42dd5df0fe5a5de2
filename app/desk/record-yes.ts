import { findBlockedBy } from "#app/consent/blocked-number.ts";
import type { Disclosure } from "#app/consent/disclosure.ts";
import { readStandings } from "#app/consent/ledger.ts";
import { findOpenOptIns, optIn, type OptInOutcome } from "#app/consent/opt-in.ts";
import type { ConsentPurpose } from "#app/consent/purposes.ts";
import { lockAddress } from "#app/consent/sender-lock.ts";
import type { ToldHow } from "#app/consent/told-how.ts";
import { askToConfirm } from "#app/conversations/ask-to-confirm.ts";
import { reachAt } from "#app/conversations/reach.ts";
import { welcome } from "#app/conversations/welcome.ts";
import type { Shop } from "#app/db.server.ts";
import { findWholePerson } from "#app/desk/whole-person.ts";

/** A yes that a shopper gave to a member of staff. */
export interface ToldYes {
  customerId: string;
  /** One of theirs: a number in E.164, or an email address. */
  address: string;
  /** Each purpose with the words that were read to them, as the form showed them. */
  asked: { purpose: ConsentPurpose; shown: Disclosure }[];
  how: ToldHow;
  /** What they said, or the note of it. */
  words: string;
  saidAt: Date;
  /** In which they are asked and welcomed. */
  locale: string;
  staff: { id: string; name: string };
}

/** `waiting`: they were asked before and may still answer, so they are not asked again. */
export type ToldOutcome = OptInOutcome | "waiting";

export type RecordedYes =
  | { refused: "not-theirs" | "said-no" | "may-have-said-no" | "blocked" | "no-sender" }
  | { outcomes: ToldOutcome[] };

/**
 * Staff write down a yes that was said to them. It never raises more than such a yes may (consent/opt-in.ts): a no of
 * the shopper's and a block of the carrier's stand, and where the law wants it from the address itself it is pending and
 * they are asked there, once. All of it or nothing.
 */
export async function recordYes(shop: Shop, told: ToldYes): Promise<RecordedYes> {
  const { address, asked } = told;
  const channel = address.includes("@") ? "email" : "sms";
  const person = await findWholePerson(shop, told.customerId);
  if (!person || ![...person.emails, ...person.phones].includes(address)) return { refused: "not-theirs" };
  await lockAddress(shop, channel, address);
  const points = asked.map(({ purpose }) => ({ channel, address, purpose }) as const);
  const states = (await readStandings(shop, points)).map((stands) => stands?.state);
  if (states.includes("revoked")) return { refused: "said-no" };
  if (states.includes("held")) return { refused: "may-have-said-no" };
  if (channel === "sms" && (await findBlockedBy(shop, address))) return { refused: "blocked" };
  if (!(await reachAt(shop, channel, address, { purpose: "service" }))) return { refused: "no-sender" };
  const open = (await findOpenOptIns(shop, { channel, address })).map(({ purpose }) => purpose);
  const outcomes: ToldOutcome[] = [];
  for (const one of asked)
    outcomes.push(open.includes(one.purpose) ? "waiting" : await record(shop, { ...told, channel, ...one }));
  await answer(shop, { ...told, channel }, outcomes);
  return { outcomes };
}

type At = { channel: "email" | "sms" };

const record = (shop: Shop, told: ToldYes & At & ToldYes["asked"][number]): Promise<OptInOutcome> => {
  const { channel, address, purpose, shown, how, words, saidAt, staff } = told;
  const evidence = { words, how, saidAt: saidAt.toISOString(), recordedBy: staff.name, staffId: staff.id };
  const given = { channel, address, purpose, shown, evidence, at: saidAt };
  return optIn(shop, { ...given, source: "staff", proof: "told" });
};

/** The question, or the first message after a yes, at the address itself. */
async function answer(shop: Shop, told: ToldYes & At, outcomes: ToldOutcome[]): Promise<void> {
  const { channel, address, asked, locale } = told;
  const which = (outcome: ToldOutcome) =>
    asked.filter((_, index) => outcomes[index] === outcome).map(({ purpose }) => purpose);
  const [agreed, open] = [which("granted"), which("asked")];
  if (agreed.length) await welcome(shop, { channel, address, purposes: agreed, locale });
  if (open.length) await askToConfirm(shop, { channel, address, purposes: open, locale });
}
