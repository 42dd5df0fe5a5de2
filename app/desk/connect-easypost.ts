import { randomBytes } from "node:crypto";
import { connectAccount, connectedAccount } from "#app/channels/accounts.ts";
import { disconnectAccount } from "#app/channels/disconnect-account.ts";
import {
  checkEasypost,
  createEasypostWebhook,
  deleteEasypostWebhook,
  easypostSecrets,
} from "#app/channels/easypost.server.ts";
import { inShop } from "#app/db.server.ts";
import type { Connected } from "#app/desk/connect-sms.ts";
import { env } from "#app/env.server.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { followOpenParcels } from "#app/orders/tracking/follow-open-parcels.ts";

/**
 * Connects the merchant's own EasyPost account, after EasyPost itself has taken the key and our address: from then on
 * it posts the carriers' scans here. What is under way already is given to it.
 */
export async function connectEasypost(shopId: string, apiKey: string): Promise<Connected> {
  if (!/^\w{10,200}$/.test(apiKey)) return refuse("That is not an EasyPost API key. It is one long word.");
  if (await inShop(shopId, (shop) => connectedAccount(shop, "easypost")))
    return refuse("EasyPost is connected already. Disconnect it first to use another key.");
  const check = await checkEasypost(apiKey);
  if (!check.ok) return refuse(check.say);
  const secrets = { apiKey, webhookSecret: randomBytes(24).toString("base64url") };
  const keep = (settings: object) =>
    inShop(shopId, (shop) =>
      connectAccount(shop, {
        channel: "easypost",
        provider: "easypost",
        sender: "EasyPost",
        address: shopId,
        settings,
        secret: JSON.stringify(secrets),
      }),
    );
  const accountId = await keep({});
  const url = `${env.SHOPIFY_APP_URL}/webhooks/easypost/${accountId}`;
  const webhook = await createEasypostWebhook(secrets, url);
  if (!webhook.ok) {
    await inShop(shopId, (shop) => disconnectAccount(shop, accountId));
    return refuse(webhook.say);
  }
  await keep({ webhookId: webhook.data.id });
  await inShop(shopId, async (shop) => {
    await followOpenParcels(shop);
    await writeEvent(shop, { name: "channel.connected", payload: { channel: "easypost" } });
  });
  return { connected: true, accountId };
}

/** Takes EasyPost out of use, and has it stop posting where it can still be asked to. */
export async function disconnectEasypost(shopId: string): Promise<void> {
  const account = await inShop(shopId, (shop) => connectedAccount(shop, "easypost"));
  if (!account) return;
  await inShop(shopId, (shop) => disconnectAccount(shop, account.id));
  const { webhookId } = account.settings as { webhookId?: string };
  // If this fails, what it goes on posting is answered 404, and EasyPost gives up by itself.
  if (webhookId) await deleteEasypostWebhook(easypostSecrets(account).apiKey, webhookId);
}

const refuse = (say: string): Connected => ({ connected: false, say });
