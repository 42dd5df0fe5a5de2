import { inShop, readShop } from "#app/db.server.ts";
import type { Prisma } from "#app/generated/prisma/client.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { retryWhereItHelps } from "#app/shopify/retry-where-it-helps.ts";
import type { ShopifyWrite, WriteRead, Writer, WriteState } from "#app/shopify/writes/shopify-write.ts";

/** Makes one change, from a job: safe to be run again after a death at any point. */
export type Maker = (shopId: string, write: ShopifyWrite) => Promise<void>;

/** Job `makeShopifyWrite`. A write that is settled, or gone with its person, is nothing to do. */
export async function makeWrite(
  shopId: string,
  { writeId }: { writeId: string },
  makers: Record<string, Maker>,
): Promise<void> {
  const [write] = await readShop(
    shopId,
    ({ sql }) => sql<ShopifyWrite>`
      select id, kind, "targetId", before, after from "ShopifyWrite"
      where "shopId" = ${shopId} and id = ${writeId} and state = 'asked'`,
  );
  if (!write) return;
  const make = makers[write.kind];
  if (!make) throw new Error(`nobody makes writes of the kind ${write.kind}`);
  await make(shopId, write);
}

/**
 * Read, weigh, change, read back. What Shopify has now is read before every try, so a change that got no answer is
 * never made twice, and one that Shopify's side has overtaken is not made at all. Between that reading and the change
 * lies one round trip in which somebody at Shopify may still write: its API has no compare-and-set for customers.
 */
export function makeBy<Value, Read>(writer: Writer<Value, Read>): Maker {
  return async (shopId, { before, after, ...rest }) => {
    const write = {
      ...rest,
      before: before === null ? null : writer.value.parse(before),
      after: writer.value.parse(after),
    };
    const found = await readOrSettle(shopId, write, writer);
    if (!found) return;
    const verdict = writer.weigh(write, found.read, { id: shopId });
    if (verdict.do === "stop")
      return settle(shopId, write, { state: verdict.as, because: verdict.because }, writer, found.read);
    if (verdict.do === "nothing") return settle(shopId, write, { state: "done" }, writer, found.read);
    const answer = await writer.change(shopId, write, found.read);
    if (!answer.ok) {
      // Without an answer it may have been made: the next try reads first.
      retryWhereItHelps(answer);
      return settle(shopId, write, { state: "failed", because: answer.say });
    }
    const made = await readOrSettle(shopId, write, writer);
    if (made) await settle(shopId, write, judge(writer, write, made.read, shopId), writer, made.read);
  };
}

async function readOrSettle<Value, Read>(
  shopId: string,
  write: ShopifyWrite<Value>,
  writer: Writer<Value, Read>,
): Promise<{ read: Read } | null> {
  const answer: WriteRead<Read> = await writer.read(shopId, write.targetId);
  if (answer.ok) return answer;
  retryWhereItHelps(answer);
  await settle(shopId, write, { state: "failed", because: answer.say });
  return null;
}

interface Outcome {
  state: Exclude<WriteState, "asked">;
  because?: string;
}

/** What was read back is as it was wished, or somebody changed it in that moment. */
function judge<Value, Read>(
  writer: Writer<Value, Read>,
  write: ShopifyWrite<Value>,
  read: Read,
  id: string,
): Outcome {
  if (writer.weigh(write, read, { id }).do === "nothing") return { state: "done" };
  return { state: "conflict", because: "Shopify shows something else right after the change." };
}

async function settle<Value, Read>(
  shopId: string,
  write: ShopifyWrite<Value>,
  { state, because = null }: { state: WriteState; because?: string | null },
  writer?: Writer<Value, Read>,
  read?: Read,
): Promise<void> {
  const found: Prisma.InputJsonValue | null =
    writer && read !== undefined && state !== "done" ? writer.show(read) : null;
  await inShop(shopId, async (shop) => {
    const [settled] = await shop.sql`
      update "ShopifyWrite" set state = ${state}, reason = ${because}, found = ${found && JSON.stringify(found)}::jsonb,
        "settledAt" = ${shop.at}
      where "shopId" = ${shopId} and id = ${write.id} and state = 'asked' returning id`;
    if (!settled) return;
    if (writer && read !== undefined) await writer.keep(shop, read);
    await writeEvent(shop, { name: "shopify-write.settled", payload: { writeId: write.id, state } });
  });
}
