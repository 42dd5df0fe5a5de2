import type { Job } from "#app/jobs/enqueue.ts";

/** The job that delivers a message: those of one thread leave one after another. */
export const deliveryJob = (
  { id, conversationId }: { id: string; conversationId: string },
  runAt?: Date | null,
): Job => ({
  task: "deliverMessage",
  payload: { messageId: id },
  lane: ["deliver", conversationId],
  ...(runAt && { runAt }),
});
