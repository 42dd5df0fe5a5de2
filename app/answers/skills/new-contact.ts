import type { Asked } from "#app/answers/asked.ts";
import type { Reply } from "#app/answers/reply.ts";
import { answerOrderStatus } from "#app/answers/skills/order-status.ts";
import { A_PERSON } from "#app/conversations/choice-ids.ts";
import { say } from "#app/words/say.ts";

/**
 * "It's me, from a new number": nobody is believed that. They are offered to show it by a code to the contact on one of
 * their orders; who has named one already is sent it at once, in the words that everybody hears (R42).
 */
export async function answerNewContact(shopId: string, asked: Asked): Promise<Reply> {
  const { said, locale } = asked;
  if (said.orderNumbers.length) return answerOrderStatus(shopId, asked);
  return {
    text: say(locale, "answer.new-contact"),
    choices: [{ id: A_PERSON, label: say(locale, "choice.a-person") }],
    waitsFor: "order-number",
  };
}
