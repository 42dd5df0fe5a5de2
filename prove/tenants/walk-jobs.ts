import { pool } from "#app/db.server.ts";
import { seal } from "#app/seal.server.ts";
import { tasks } from "#app/wiring/jobs.ts";
import { schedules } from "#app/wiring/schedules.ts";
import type { TwoShops } from "./two-shops.ts";
import type { Watch } from "./watch.ts";

/** These do for each shop what is its own: theirs changes too, and rightly. */
const OF_ALL_SHOPS = new Set([...schedules.map(({ task }) => task), "sweepAfterOutage"]);

/** Every job under our shop's name with their ids in all the places where any job looks. */
export async function walkJobs(watch: Watch, { ours }: TwoShops, ids: Record<string, string>): Promise<void> {
  const payload = { ...payloadOf(ids), shopId: ours.shopId };
  for (const task of Object.keys(tasks)) {
    if (watch.isOver()) break;
    // Their receipt under its own key is theirs to read: a job that reads receipts takes no shop from its payload.
    const given = task === "readReceipt" ? { ...payload, key: `${payload.key}-other` } : payload;
    await pool.query("select graphile_worker.add_job($1, $2::json, max_attempts => 1)", [
      task,
      JSON.stringify(given),
    ]);
    await watch.checkAll(`job ${task}`, { mayChangeTheirs: OF_ALL_SHOPS.has(task) });
  }
}

function payloadOf(ids: Record<string, string>) {
  const errand = {
    codeId: ids.OrderCode,
    code: "123456",
    channel: "email",
    address: "someone@ours.example",
    customerShopifyId: ids.customerShopifyId,
    locale: "en",
  };
  return {
    messageId: ids.Message,
    conversationId: ids.Conversation,
    customerId: ids.Customer,
    orderId: ids.Order,
    fulfillmentOrderId: ids.FulfillmentOrder,
    fulfillmentId: ids.Fulfillment,
    staffId: ids.StaffMember,
    accountId: ids.ChannelAccount,
    fileId: ids.File,
    requestId: ids.PrivacyRequest,
    door: "shopify",
    key: ids.receiptKey!,
    choice: null,
    fence: 0,
    isPrepared: true,
    since: "2026-01-01",
    after: null,
    orders: 0,
    expected: null,
    sealed: seal(JSON.stringify(errand)).toString("base64"),
  };
}
