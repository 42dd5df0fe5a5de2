import { DAY, earlier } from "#app/clock.ts";
import { consentHash } from "#app/consent/consent-address.ts";
import { OPT_IN_LIVES_MS } from "#app/consent/opt-in.ts";
import { type ConsentPurpose, PROMOTIONS } from "#app/consent/purposes.ts";
import type { MessageState } from "#app/conversations/message.ts";
import type { Joining } from "#app/conversations/opt-in-thread.ts";
import type { Shop } from "#app/db.server.ts";

type Asking = Pick<Joining, "channel" | "address" | "purposes">;

/** One question a day for the same purposes at one address. */
export const intentOfQuestion = (asking: Asking, at: Date): string => intentOn(asking, dayOf(at));

interface Answering extends Pick<Joining, "channel" | "address"> {
  /** The thread that the answer came into. */
  conversationId: string;
  at: Date;
}

/**
 * What a yes that was said there at that moment answers: the purposes that we had asked for, where no other question of
 * ours had come after (R19). Whoever was asked "Shall I send it to Elm Street?" since says yes to that.
 */
export async function findAskedPurposes(shop: Shop, answering: Answering): Promise<ConsentPurpose[]> {
  const { channel, address, conversationId, at } = answering;
  const since = earlier(at, OPT_IN_LIVES_MS);
  const questions = new Map<string, readonly ConsentPurpose[]>();
  for (let day = dayOf(since); day <= dayOf(at); day++)
    for (const purposes of ASKED_TOGETHER)
      questions.set(intentOn({ channel, address, purposes }, day), purposes);
  const asked = await shop.sql<{ intent: string }>`
    select q.intent from "Message" q
    where q."shopId" = ${shop.id} and q.intent = any(${[...questions.keys()]}) and q.at > ${since} and q.at <= ${at}
      and q.state <> all(${UNSEEN}) and not exists (select 1 from "Message" m
        where m."shopId" = q."shopId" and m."conversationId" in (q."conversationId", ${conversationId})
          and m.channel = q.channel and m.direction = 'out' and greatest(m.at, m."notBefore") >= q.at and m.at <= ${at} and m.id <> q.id
          and m.intent <> all(${[...questions.keys()]}) and m.state <> all(${UNSEEN})
          and (m.choices is not null or regexp_replace(m.body, 'https?://[^[:space:]]+', '', 'g') ~ '[?？]'))`;
  return asked.flatMap(({ intent }) => questions.get(intent) ?? []);
}

const ASKED_TOGETHER: readonly ConsentPurpose[][] = [...PROMOTIONS.map((one) => [one]), [...PROMOTIONS]];

/** What never reached them, or had not yet. */
const UNSEEN: MessageState[] = ["queued", "suppressed", "expired", "failed"];

const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY);

const intentOn = ({ channel, address, purposes }: Asking, day: number): string =>
  `opt-in:ask:${consentHash(channel, address)}:${[...purposes].sort().join("+")}:${day}`;
