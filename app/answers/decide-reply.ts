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
  if (asked.keyword === "stop") return confirmEnd(asked);
  if (isAboutStatus(asked)) return answerOrderStatus(shopId, asked);
  if (!choice && saysNewContact(asked.text)) return answerNewContact(shopId, asked);
  if (said.intent === "greeting") return { text: say(locale, "answer.greeting"), choices: openings(locale) };
  if (said.intent === "thanks") return { text: say(locale, "answer.thanks") };
  return handToStaff(asked, "The assistant did not understand this message.");
}

/** Advertising goes by text and mail: whoever ends it in the chat hears whether it has ended there. */
function confirmEnd(asked: Asked): Reply {
  const { ended, isHeldToo, locale, settings } = asked;
  const [text, mail] = [ended.includes("sms"), ended.includes("email")];
  const ways = text && mail ? "both" : text ? "text" : mail ? "email" : "none";
  if (isHeldToo && ways === "none") return handToStaff(asked, UNPROVEN);
  const words = say(locale, "opt-out.chat", { ways, shop: settings.shopName });
  return isHeldToo ? { ...handToStaff(asked, UNPROVEN), text: words } : { text: words };
}

const UNPROVEN =
  "They asked for no more messages. An address that they may have is not shown to be theirs: advertising to it is stopped until its owner agrees again.";

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
