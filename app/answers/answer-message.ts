import { type Asked, type AskedPayload, readAsked } from "#app/answers/asked.ts";
import { decideReply } from "#app/answers/decide-reply.ts";
import type { Reply } from "#app/answers/reply.ts";
import { hasAnsweredByMail } from "#app/conversations/answers-by-mail.ts";
import { handOver, isWithStaff } from "#app/conversations/hand-over.ts";
import { sendMessage } from "#app/conversations/send-message.ts";
import { lockConversation } from "#app/conversations/write-message.ts";
import { inShop, readShop, type Shop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { askQuestion, settleQuestion } from "#app/guides/open-question.ts";

/**
 * Answers one message of a shopper, or puts the thread into staff's hands. Facts are read live before anything is
 * said; the reply is written only while nobody of staff has taken the thread meanwhile.
 */
export async function answerMessage(shopId: string, payload: AskedPayload): Promise<void> {
  const asked = await readShop(shopId, (shop) => readAsked(shop, payload));
  if (!asked) return;
  const reply = await decideReply(shopId, asked);
  await inShop(shopId, (shop) => give(shop, asked, reply));
}

async function give(shop: Shop, asked: Asked, reply: Reply): Promise<void> {
  const { conversationId, messageId } = asked;
  await lockConversation(shop, conversationId);
  if (await isWithStaff(shop, conversationId)) return;
  if (asked.channel === "email" && (await hasAnsweredByMail(shop, conversationId)))
    return void (await handOver(shop, { conversationId, because: ANSWERED_TODAY, facts: {} }));
  const { handOver: handing, waitsFor, proven, ...message } = reply;
  if (handing) await handOver(shop, { conversationId, ...handing });
  const outcome = await sendMessage(shop, {
    conversationId,
    author: { kind: "assistant" },
    channel: asked.channel,
    ...message,
    // One answer to one message, however often the job runs.
    intent: `answer:${messageId}`,
  });
  if (!outcome.sent) return void (await handOver(shop, { conversationId, because: outcome.say, facts: {} }));
  await wait(shop, conversationId, reply);
  // After the answer: in the thread they are joined with, staff may have the word.
  if (proven) await enqueue(shop, [{ task: "joinByProof", payload: { ...proven } }]);
}

const ANSWERED_TODAY =
  "The assistant has answered here by mail within a day. So that two robots never answer each other, a person reads on.";

async function wait(shop: Shop, conversationId: string, { choices = [], waitsFor }: Reply) {
  if (!choices.length && !waitsFor) return settleQuestion(shop, conversationId);
  const state = { for: waitsFor ?? "choice", options: choices.map((choice) => ({ ...choice })) };
  await askQuestion(shop, conversationId, { skill: "order-status", state });
}
