import { inShop } from "#app/db.server.ts";
import { receiptAddresses } from "#app/desk/problems.ts";
import { retryParked } from "#app/jobs/retry-parked.ts";
import { replayReceipt } from "#app/letterbox/replay-receipt.ts";

export type Problem = { kind: "job"; id: string } | { kind: "receipt"; door: string; key: string };

interface Whose {
  shopId: string;
  domain: string;
}

/** Puts parked work back. False where it is gone, done, or another shop's: receipts have no wall of their own. */
export async function retryProblem({ shopId, domain }: Whose, problem: Problem): Promise<boolean> {
  return inShop(shopId, async (shop) => {
    if (problem.kind === "job") return retryParked(shop, problem.id);
    const { door, key } = problem;
    const address = { in: await receiptAddresses(shop, domain) };
    const isOurs = await shop.tx.receipt.count({ where: { door, key, address } });
    return isOurs === 1 && replayReceipt(shop, { door, key });
  });
}
