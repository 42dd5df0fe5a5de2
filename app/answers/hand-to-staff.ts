import type { Asked } from "#app/answers/asked.ts";
import type { Reply } from "#app/answers/reply.ts";
import { replyWords } from "#app/shop/reply-words.ts";
import { say } from "#app/words/say.ts";

/**
 * A person answers from here on: the shopper hears when, staff see why and what was gathered. `because` is for staff,
 * in words.
 */
export function handToStaff(
  asked: Asked,
  because: string,
  { isDown = false, orders = [] as string[] } = {},
): Reply {
  const { replyBy } = replyWords(asked.settings, asked.at, asked.locale);
  const word = isDown ? "answer.not-available" : "answer.handed-over";
  return {
    text: say(asked.locale, word, { hours: replyBy }),
    handOver: {
      because,
      facts: {
        asked: asked.text.slice(0, 500),
        channel: asked.channel,
        orderNumbers: asked.said.orderNumbers,
        orders,
        hasPictures: asked.hasFiles,
      },
    },
  };
}
