import type { Asked } from "#app/answers/asked.ts";
import { handToStaff } from "#app/answers/hand-to-staff.ts";
import type { Reply } from "#app/answers/reply.ts";
import { answerFollow } from "#app/answers/skills/follow.ts";
import { answerNewContact } from "#app/answers/skills/new-contact.ts";
import { answerOrderStatus, checkCode } from "#app/answers/skills/order-status.ts";
import {
  A_PERSON,
  NOT_HERE,
  ORDER,
  OTHER_ORDER,
  PROVE_AGAIN,
  PROVE_PARCEL_AGAIN,
  WHERE,
} from "#app/conversations/choice-ids.ts";
import { saysNewContact } from "#app/understanding/new-contact-words.ts";
import { say } from "#app/words/say.ts";

/**
 * Decides what to say. A way to a person comes first; what is asked for by us comes before what may be guessed; what
 * is not understood goes to a person with the facts, never to a guess.
 */
export async function decideReply(shopId: string, asked: Asked): Promise<Reply> {
  const { choice, said, settings, locale } = asked;
  if (!settings.answersOn) return handToStaff(asked, "Answers are switched off.");
  if (choice === A_PERSON || said.intent === "person") return handToStaff(asked, "Asked for a person.");
  if (choice === NOT_HERE)
    return handToStaff(asked, "The order counts as delivered, and the shopper does not have it.");
  if (asked.hasFiles) return handToStaff(asked, "Sent a picture.");
  if (asked.waitingFor?.for === "code" && said.code) return checkCode(shopId, asked, said.code);
  const followed = await answerFollow(shopId, asked);
  if (followed) return followed;
  if (asked.keyword === "stop")
    return { text: say(locale, "opt-out.promotions", { shop: settings.shopName }) };
  if (isAboutStatus(asked)) return answerOrderStatus(shopId, asked);
  if (!choice && saysNewContact(asked.text)) return answerNewContact(shopId, asked);
  if (said.intent === "greeting") return { text: say(locale, "answer.greeting"), choices: openings(locale) };
  if (said.intent === "thanks") return { text: say(locale, "answer.thanks") };
  return handToStaff(asked, "The assistant did not understand this message.");
}

function isAboutStatus({ choice, said, waitingFor }: Asked): boolean {
  // One that we did not make (a Page's ice breaker, its menu) says what stands on it.
  if (choice === WHERE || choice === OTHER_ORDER || ABOUT_ONE.some((id) => choice?.startsWith(id)))
    return true;
  const hasNumber = said.orderNumbers.length > 0 || said.trackingNumbers.length > 0 || said.mistypedNumber;
  if (waitingFor?.for === "order-number" && hasNumber) return true;
  return said.intent === "order-status";
}

const ABOUT_ONE = [ORDER, PROVE_AGAIN, PROVE_PARCEL_AGAIN];

const openings = (locale: string) => [
  { id: WHERE, label: say(locale, "choice.where") },
  { id: A_PERSON, label: say(locale, "choice.a-person") },
];
