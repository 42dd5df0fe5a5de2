import { beforeAll, expect, it } from "vitest";
import { pool } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { here, openShop } from "#tests/conversations/a-thread.ts";

const CONVERSATIONS = 500;

beforeAll(openShop);

it("a thousand jobs of five hundred conversations share 64 queues, and those of one conversation share theirs", async () => {
  const jobs = Array.from({ length: 2 * CONVERSATIONS }, (_, n) => ({
    task: "deliverMessages",
    payload: { messageIds: [`${n % CONVERSATIONS}`] },
    lane: ["deliver", `conversation-${n % CONVERSATIONS}`] as ["deliver", string],
  }));
  await here((shop) => enqueue(shop, jobs));
  const { rows } = await pool.query<{ queues: number; conversations: number; pairs: number }>(
    `select count(distinct queue)::int as queues, count(distinct message)::int as conversations,
       count(distinct (queue, message))::int as pairs
     from (select q.queue_name as queue, j.payload->>'messageIds' as message
           from graphile_worker._private_jobs j
           join graphile_worker._private_job_queues q on q.id = j.job_queue_id
           where q.queue_name like 'deliver:%') told`,
  );
  expect(rows).toEqual([{ queues: 64, conversations: CONVERSATIONS, pairs: CONVERSATIONS }]);
});
