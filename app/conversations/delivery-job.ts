import { isPromotion } from "#app/conversations/intended.ts";
import type { Message } from "#app/generated/prisma/client.ts";
import type { Job } from "#app/jobs/enqueue.ts";

type Waiting = Pick<Message, "id" | "conversationId" | "accountId" | "purpose">;

/** As many as one claim takes at once: so long are their addresses locked, and so many requests go out side by side. */
const MOST_AT_ONCE = 100;
/** Claims of one sender's campaigns that may be at work at once: the other jobs of a worker are everybody's. */
const SIDE_BY_SIDE = 2;
/** After what shoppers wait for (reliability R10, R14). */
const AFTER_SERVICE = 5;

/** The job that delivers a message: those of one thread leave one after another. */
export const deliveryJob = (message: Waiting, runAt?: Date | null): Job => ({
  task: "deliverMessages",
  payload: { messageIds: [message.id] },
  lane: ["deliver", message.conversationId],
  ...(isPromotion(message) && { priority: AFTER_SERVICE }),
  ...(runAt && { runAt }),
});

/**
 * Jobs that deliver many: promotions of one sender in claims of a hundred, two of them at work at once at most, so that
 * one shop's hundred thousand leave a worker to the others. What shoppers wait for goes in their own threads' lanes.
 */
export function deliveryJobs(messages: Waiting[], runAt?: Date | null): Job[] {
  const campaigns = Map.groupBy(messages.filter(isPromotion), ({ accountId }) => accountId ?? "");
  const jobs = messages
    .filter((message) => !isPromotion(message))
    .map((message) => deliveryJob(message, runAt));
  for (const [accountId, ofSender] of campaigns)
    for (let n = 0; n * MOST_AT_ONCE < ofSender.length; n++) {
      const part = ofSender.slice(n * MOST_AT_ONCE, (n + 1) * MOST_AT_ONCE);
      jobs.push(part.length === 1 ? deliveryJob(part[0]!, runAt) : campaignJob(part, accountId, n, runAt));
    }
  return jobs;
}

const campaignJob = (part: Waiting[], accountId: string, n: number, runAt?: Date | null): Job => ({
  task: "deliverMessages",
  payload: { messageIds: part.map(({ id }) => id) },
  lane: ["campaign", `${accountId} ${n % SIDE_BY_SIDE}`],
  priority: AFTER_SERVICE,
  ...(runAt && { runAt }),
});
