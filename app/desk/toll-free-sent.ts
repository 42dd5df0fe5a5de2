import { z } from "zod";
import { TollFreeAnswers } from "#app/channels/toll-free.ts";
import { seal, unseal } from "#app/seal.server.ts";

const Kept = z.object({ tollFreeSent: z.string().nullish() });

/** What was answered for a toll-free number, as its account's settings keep it: sealed, for it names people. */
export const keepSent = (answers: TollFreeAnswers) => ({
  tollFreeSent: seal(JSON.stringify(answers)).toString("base64"),
});

/** What was sent to Twilio last; null where nothing was. */
export function readSent(settings: unknown): TollFreeAnswers | null {
  const sealed = Kept.parse(settings).tollFreeSent;
  return sealed ? TollFreeAnswers.parse(JSON.parse(unseal(Buffer.from(sealed, "base64")).toString())) : null;
}
