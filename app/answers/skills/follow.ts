import type { Asked } from "#app/answers/asked.ts";
import type { Reply } from "#app/answers/reply.ts";
import { askerOf } from "#app/answers/which-order.ts";
import { A_PERSON, FOLLOW, UNFOLLOW } from "#app/conversations/choice-ids.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { unfollowChoice } from "#app/orders/alerts/follow-choice.ts";
import { followOrder, unfollow } from "#app/orders/alerts/follow-order.ts";
import { findOrders } from "#app/orders/find-orders.ts";
import { mayHear } from "#app/orders/may-hear.ts";
import { asksToUnfollow } from "#app/understanding/unfollow-words.ts";
import { say } from "#app/words/say.ts";

/**
 * "Tell me when it moves", and its end by button or in words. Null where neither was meant. What they press comes from
 * their browser: whether they may hear of that order is asked as ever.
 */
export async function answerFollow(shopId: string, asked: Asked): Promise<Reply | null> {
  const { choice, text } = asked;
  if (choice?.startsWith(FOLLOW))
    return inShop(shopId, (shop) => begin(shop, asked, choice.slice(FOLLOW.length)));
  if (choice?.startsWith(UNFOLLOW))
    return inShop(shopId, (shop) => end(shop, asked, choice.slice(UNFOLLOW.length)));
  return !choice && asksToUnfollow(text) ? inShop(shopId, (shop) => end(shop, asked)) : null;
}

async function begin(shop: Shop, asked: Asked, orderId: string): Promise<Reply> {
  const { conversationId, channel, from: address, locale } = asked;
  const [order] = await findOrders(shop, { ids: [orderId] });
  if (!order || (await mayHear(shop, askerOf(asked), order)) === "prove")
    return { text: say(locale, "answer.which-number"), waitsFor: "order-number", choices: [aPerson(locale)] };
  await followOrder(shop, { orderId, conversationId, channel, address });
  return {
    text: say(locale, "follow.on", { name: order.name }),
    choices: [unfollowChoice(orderId, locale), aPerson(locale)],
  };
}

/** Of one order, or of all that this thread follows. */
async function end(shop: Shop, { conversationId, locale }: Asked, orderId?: string): Promise<Reply | null> {
  const names = await unfollow(shop, { conversationId, orderId });
  return names.length ? { text: say(locale, "follow.off", { name: names.join(", ") }) } : null;
}

const aPerson = (locale: string) => ({ id: A_PERSON, label: say(locale, "choice.a-person") });
