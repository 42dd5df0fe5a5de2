import { createHash } from "node:crypto";
import { z } from "zod";
import type { Account } from "#app/channels/channel.ts";
import type { Rejection, TenDlcFacts } from "#app/channels/ten-dlc.ts";
import { rest, type Rested, restList } from "#app/channels/twilio-rest.server.ts";

export interface StepContext {
  account: Account;
  facts: TenDlcFacts;
  /** Writes down that something is about to be made, and only then may it be. Otherwise says why not now. */
  intend(step: string): Promise<Later | null>;
}

interface Later {
  as: "later";
  say: string;
}

export type Stepped =
  /** Nothing was left to do, or what there is now: Twilio's id, and of which words it was made. */
  | { as: "done"; made?: { sid: string; of: string } }
  /** Somebody reviews it. */
  | { as: "waits" }
  | { as: "refused"; rejections: Rejection[]; isFinal?: boolean }
  | Later;

export interface Step {
  name: string;
  run(context: StepContext): Promise<Stepped>;
}

export const TRUST = "https://trusthub.twilio.com/v1";
export const MESSAGING = "https://messaging.twilio.com/v1";

/** What all that we make at Twilio is called, so that it is found again after an answer that never came. */
export const nameOf = ({ account }: StepContext, step: string) => `Threadline ${account.id} ${step}`;

/** Of which words something was made: where they have changed, it is made to say the new ones. */
export const printOf = (words: unknown): string =>
  createHash("sha256").update(JSON.stringify(words)).digest("hex");

/** The id that a step before has made. */
export function sidOf({ facts }: StepContext, step: string): string {
  const made = facts.made[step];
  if (!made) throw new Error(`${step} was not made yet`);
  return made.sid;
}

export const Made = z.looseObject({ sid: z.string() });
const Named = z.looseObject({ sid: z.string(), friendly_name: z.string().nullish() });

interface Resource {
  /** Where it is made; the old API has another ending for one than for all. */
  url: string;
  one?: (sid: string) => string;
  key: string;
  /** What it says, and can be made to say otherwise. */
  says: Record<string, string>;
  /** What is said once. */
  once?: Record<string, string>;
}

/** Makes a resource under our name, finds the one that was made already, or makes it say what is answered now. */
export async function keepResource(
  context: StepContext,
  step: string,
  { url, one = (sid) => `${url}/${sid}`, key, says, once = {} }: Resource,
): Promise<Stepped> {
  const { account, facts } = context;
  const of = printOf(says);
  const known = facts.made[step];
  if (known?.of === of) return { as: "done" };
  const held = await context.intend(step);
  if (held) return held;
  const FriendlyName = nameOf(context, step);
  let sid: string | undefined = known?.sid;
  if (!sid) {
    const all = await restList(account, url, { key, item: Named });
    if (all.as !== "ok") return all;
    sid = all.body.find(({ friendly_name }) => friendly_name === FriendlyName)?.sid;
  }
  const form = sid ? says : { FriendlyName, ...once, ...says };
  return made(await rest(account, sid ? one(sid) : url.replace(/\?.*/, ""), Made, form), of);
}

export const made = (answer: Rested<{ sid: string }>, of: string): Stepped =>
  answer.as === "ok" ? { as: "done", made: { sid: answer.body.sid, of } } : answer;

const RawErrors = z
  .array(
    z.looseObject({
      error_code: z.union([z.number(), z.string()]).nullish(),
      code: z.union([z.number(), z.string()]).nullish(),
      description: z.string().nullish(),
      message: z.string().nullish(),
      fields: z.array(z.string()).nullish(),
    }),
  )
  .nullish()
  .catch(null);

/** What Twilio lists against something: of brands, campaigns and bundles alike. */
export function rejectionsOf(errors: unknown, fallback: string | null | undefined): Rejection[] {
  const all = (RawErrors.parse(errors) ?? []).map((one) => ({
    code: String(one.error_code ?? one.code ?? "") || null,
    because: one.description ?? one.message ?? "",
    fields: one.fields ?? [],
  }));
  return all.length > 0 ? all : [{ code: null, because: fallback ?? "", fields: [] }];
}
