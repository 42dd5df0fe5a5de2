// Run by the demo with the app's environment: the town's mail server becomes the shop's. Prints where its mail comes in.
import { loadAccount } from "#app/channels/accounts.ts";
import { changeMail, connectMail } from "#app/channels/mail/connect-mail.ts";
import { mailSecrets } from "#app/channels/mail/mail-account.ts";
import { INBOUND_USER } from "#app/channels/mail/from-receiver.ts";
import { closeDatabase, inShop, prisma } from "#app/db.server.ts";

const { domain, sender, smtp } = JSON.parse(process.argv[2]!) as Record<string, string>;
const { id: shopId } = await prisma.shop.findFirstOrThrow({ where: { domain } });
const id = await connectMail(shopId, { sender: sender!, smtp: smtp!, host: "smtp.tidewater.example" });
const password = await inShop(shopId, async (shop) => {
  await changeMail(shop, id, { settings: { inboundAddress: sender } });
  return mailSecrets((await loadAccount(shop, id))!).inboundPassword;
});
console.log(JSON.stringify({ path: `/webhooks/email/${id}`, user: INBOUND_USER, password }));
await closeDatabase();
