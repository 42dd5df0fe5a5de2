import { z } from "zod";
import { cleanText } from "#app/clean-text.ts";
import { now } from "#app/clock.ts";
import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { PROMOTIONS } from "#app/consent/purposes.ts";
import { readShown } from "#app/consent/shown-words.ts";
import { TOLD_HOW } from "#app/consent/told-how.ts";
import { inShop } from "#app/db.server.ts";
import { type RecordedYes, recordYes, type ToldOutcome, type ToldYes } from "#app/desk/record-yes.ts";
import { askedOf } from "#app/desk/yes-page.ts";

type Who = Pick<ToldYes, "customerId" | "staff">;

/** What the form says, or what is missing from it in words for whoever filled it in. */
export async function actOnYes(shopId: string, who: Who, form: FormData): Promise<ActionAnswer> {
  const read = readForm(shopId, form);
  if ("fault" in read) return { form: FORM, fault: read.fault };
  const recorded = await inShop(shopId, (shop) => recordYes(shop, { ...read, ...who }));
  return "refused" in recorded
    ? { form: FORM, fault: REFUSED[recorded.refused] }
    : { form: FORM, done: [...new Set(recorded.outcomes)].map((one) => OUTCOMES[one]).join(" ") };
}

const FORM = "yes";
const RELOAD = "This form is not known or too old. Load the page again.";

const fields = z.object({
  address: z.string().min(1).max(254),
  how: z.enum(TOLD_HOW),
  language: z.string().max(20),
  saidAt: z.string(),
  words: z.string(),
});

function readForm(shopId: string, form: FormData): Omit<ToldYes, keyof Who> | { fault: string } {
  const read = fields.safeParse(Object.fromEntries(form));
  if (!read.success) return { fault: RELOAD };
  const { address, how, language } = read.data;
  const words = cleanText(read.data.words.trim().slice(0, MOST_WORDS));
  const purposes = PROMOTIONS.filter((purpose) => form.has(purpose));
  const saidAt = z.iso.datetime().safeParse(read.data.saidAt);
  if (!purposes.length) return { fault: "Tick what they agreed to." };
  if (words.length < FEWEST_WORDS) return { fault: "Write what they said, in their words or as your note." };
  if (!saidAt.success) return { fault: "Say when they said it." };
  if (new Date(saidAt.data) > now()) return { fault: "The time has not come yet: say when they said it." };
  const asked = purposes.flatMap((purpose) => {
    const shown = readShown(form.get(`${purpose}.shown`), { shopId, asks: askedOf(address, purpose) }, now());
    return shown ? [{ purpose, shown }] : [];
  });
  if (asked.length < purposes.length) return { fault: RELOAD };
  return { address, how, locale: language, words, saidAt: new Date(saidAt.data), asked };
}

const MOST_WORDS = 1_000;
const FEWEST_WORDS = 3;

const REFUSED: Record<Extract<RecordedYes, { refused: string }>["refused"], string> = {
  "not-theirs": "This is no number or address of this customer. Load the page again.",
  "said-no":
    "They said no here, and only they can take that back: by a word of yours that joins, on their own page of preferences, or by the box at your checkout. Who texted STOP texts START first.",
  "may-have-said-no":
    "Something they wrote may have been a no. Read it in the inbox first and say what it was.",
  blocked:
    "Their phone company blocks your texts since they replied STOP. Only they can open it again, by texting START to your number.",
  "no-sender": "Nothing that may write there is connected. Connect it under Settings first.",
};

const OUTCOMES: Record<ToldOutcome, string> = {
  granted: "It is kept, and counts from now on. They get a message of welcome.",
  asked: "It is kept. We ask them at this address to say yes themselves: nothing is sent before they do.",
  waiting: "They were asked for this already and may still answer, so nothing new was written down.",
  already: "They had agreed to this before, so nothing was changed.",
  refused: "They said no here, and that stands.",
};
