import { loadAccount } from "#app/channels/accounts.ts";
import type { Approved } from "#app/channels/ten-dlc.ts";
import { listApproved } from "#app/channels/twilio-approved.server.ts";
import { inShop } from "#app/db.server.ts";

/** Brands and business profiles that are approved in this number's account, or why nothing can be offered. */
export async function findApproved(shopId: string, accountId: string): Promise<Approved | string> {
  const account = await inShop(shopId, (shop) => loadAccount(shop, accountId));
  if (account?.provider !== "twilio") return "This number is no longer connected. Load the page again.";
  const list = await listApproved(account);
  if (list.as === "ok") return list.body;
  return list.as === "later" ? list.say : (list.rejections[0]?.because ?? "Twilio refused it.");
}
