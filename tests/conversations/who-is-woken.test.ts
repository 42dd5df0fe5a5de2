import { beforeAll, expect, it } from "vitest";
import { closeConversation } from "#app/conversations/close-conversation.ts";
import { handOver } from "#app/conversations/hand-over.ts";
import { pool } from "#app/db.server.ts";
import { wireReactions } from "#app/wiring/reactions.ts";
import { aMember, here, openShop, told } from "#tests/conversations/a-thread.ts";
import { decisionsOf, freshPhone, texts } from "#tests/conversations/people.ts";

let maya: string;
beforeAll(async () => {
  await openShop();
  maya = await aMember("owner");
  wireReactions();
});

/** Who waits to answer in this thread by themselves. */
async function woken(conversationId: string): Promise<number> {
  const { rows } = await pool.query(
    `select count(*)::int as n from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id
     join graphile_worker._private_job_queues q on q.id = j.job_queue_id
     where t.identifier = 'answerMessage' and q.queue_name = lane('conversation', $1)
       and j.payload->>'conversationId' = $1`,
    [conversationId],
  );
  return rows[0].n;
}
const hand = (conversationId: string) =>
  here((shop) => handOver(shop, { conversationId, because: "Asked for a person.", facts: {} }));

it("a message in staff's hands is told to the screens and wakes no answer, until the thread is closed", async () => {
  const from = freshPhone();
  const { conversationId } = await texts(from, "Where is my order?");
  expect(await woken(conversationId)).toBe(1);
  await hand(conversationId);
  await texts(from, "Hello?");
  expect(await woken(conversationId)).toBe(1);
  expect((await told(conversationId)).filter((name) => name === "message.received")).toHaveLength(2);
  await here((shop) => closeConversation(shop, { conversationId, by: maya }));
  await texts(from, "Where is my other order?");
  expect(await woken(conversationId)).toBe(2);
});

it("nor does one in a thread that is shown in another which staff have", async () => {
  const [home, work] = [freshPhone(), freshPhone()];
  const [one, two] = [await texts(home, "Hi"), await texts(work, "Hi again")];
  await decisionsOf(() => maya).merge(two.customerId, one.customerId);
  await texts(work, "Anyone?");
  expect(await woken(two.conversationId)).toBe(2);
  await hand(one.conversationId);
  await texts(work, "Hello?");
  expect(await woken(two.conversationId)).toBe(2);
});
