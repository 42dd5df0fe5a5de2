import type { Asked } from "../proof.ts";
import { connectPastedInstagram } from "#app/desk/connect-instagram.ts";
import { connectMessenger } from "#app/desk/connect-messenger.ts";
import { inShop } from "#app/db.server.ts";
import { type App, connectSms, install, settled } from "#tests/app.ts";
import { connectMailbox } from "#tests/mail.ts";
import { control, town } from "#tests/town.ts";
import { whatsApp } from "#tests/whatsapp.ts";
import { startPlanted } from "../plant/start-planted.ts";

export interface XssShop {
  app: App;
  shopId: string;
  domain: string;
  staffId: string;
  addresses: { admin: string; storefront: string };
}

/** A shop that is reached on every channel there is, seen in the town's admin. The answers are silent: they come later. */
export async function openXssShop(asked: Asked): Promise<XssShop> {
  const { admin, storefront } = await town.addresses();
  const app = await startPlanted("xss", asked, { env: { SHOPIFY_APP_URL: admin, CLOCKWORK: "off" } });
  const shopId = await install(app);
  await settled();
  await connectSms(app, shopId);
  await connectMailbox(app, shopId);
  await whatsApp.connect(shopId);
  await connectInbox(shopId, "messenger", "123456789012345", connectMessenger);
  await connectInbox(shopId, "instagram", "17841400000000001", connectPastedInstagram);
  const { id: staffId } = await inShop(shopId, ({ tx }) => tx.staffMember.findFirstOrThrow());
  await letAnswers(shopId, false);
  return { app, shopId, domain: town.domain, staffId, addresses: { admin, storefront } };
}

async function connectInbox(
  shopId: string,
  kind: "messenger" | "instagram",
  id: string,
  connect: typeof connectMessenger,
) {
  const { token } = await control<{ token: string }>("POST", `/${kind}/accounts`, { id });
  const done = await connect(shopId, token);
  if (!done.connected) throw new Error(`${kind} was not connected: ${JSON.stringify(done)}`);
}

/** Whether the answers speak to who writes. */
export const letAnswers = (shopId: string, answersOn: boolean) =>
  inShop(shopId, ({ tx }) => tx.shopSettings.update({ where: { shopId }, data: { answersOn } }));
