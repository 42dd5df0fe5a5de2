import { connectAccount } from "#app/channels/accounts.ts";
import { checkDomain, makeSigningKey, SELECTOR } from "#app/channels/mail/check-domain.server.ts";
import { domainOf, type MailSecrets, type MailSettings } from "#app/channels/mail/mail-account.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { now } from "#app/clock.ts";
import { newId } from "#app/id.ts";
import { seal, unseal } from "#app/seal.server.ts";

/** Keeps a sender whose server has let us in, with a key to sign its mail and a password for its webhook. */
export async function connectMail(
  shopId: string,
  { sender, smtp, host }: { sender: string; smtp: string; host: string },
  also: (shop: Shop) => Promise<unknown> = async () => undefined,
): Promise<string> {
  const { key, record } = await makeSigningKey();
  const dkim = { selector: SELECTOR, record };
  const domain = (await checkDomain(domainOf(sender), dkim, now())) ?? undefined;
  return inShop(shopId, async (shop) => {
    const known = await findMail(shop, sender);
    // Connected again: the record that the domain's owner has set goes on being the right one.
    const kept = known?.settings.dkim ? known : null;
    const secrets: MailSecrets = { dkimKey: key, inboundPassword: newId(), ...kept?.secrets, smtp };
    const settings: MailSettings = { dkim, domain, ...kept?.settings, host };
    await also(shop);
    return connectAccount(shop, {
      channel: "email",
      provider: "smtp",
      sender,
      settings,
      secret: JSON.stringify(secrets),
    });
  });
}

interface Known {
  id: string;
  sender: string;
  settings: MailSettings;
  secrets: MailSecrets;
}

async function findMail(shop: Shop, sender: string): Promise<Known | null> {
  const where = { shopId: shop.id, channel: "email", sender, removedAt: null };
  const row = await shop.tx.channelAccount.findFirst({ where });
  return row?.secret ? { ...readRow(row), id: row.id, sender } : null;
}

const readRow = ({ settings, secret }: { settings: unknown; secret: Uint8Array | null }) => {
  const text = secret ? unseal(secret).toString() : "{}";
  const secrets = text.startsWith("{") ? (JSON.parse(text) as MailSecrets) : { smtp: text };
  return { settings: settings as MailSettings, secrets };
};

/** Changes what is kept of a sender; what is not named stays. Locked meanwhile: the mailbox's reader moves its place in it. */
export async function changeMail(
  shop: Shop,
  id: string,
  change: { settings?: Partial<MailSettings>; secrets?: Partial<MailSecrets> },
): Promise<void> {
  const [row] = await shop.sql<{ settings: unknown; secret: Uint8Array | null }>`
    select settings, secret from "ChannelAccount"
    where "shopId" = ${shop.id} and id = ${id} and channel = 'email' and "removedAt" is null for update`;
  if (!row) return;
  const { settings, secrets } = readRow(row);
  const data = {
    settings: { ...settings, ...change.settings },
    ...(change.secrets && { secret: seal(JSON.stringify({ ...secrets, ...change.secrets })) }),
  };
  await shop.tx.channelAccount.update({ where: { shopId_id: { shopId: shop.id, id } }, data });
}

/** Asks DNS again and keeps what it says. */
export async function recheckDomain(shopId: string, id: string): Promise<void> {
  const known = await inShop(shopId, async ({ tx }) =>
    tx.channelAccount.findUnique({
      where: { shopId_id: { shopId, id } },
      select: { sender: true, settings: true },
    }),
  );
  const { dkim } = (known?.settings ?? {}) as MailSettings;
  const domain = known && dkim && (await checkDomain(domainOf(known.sender), dkim, now()));
  if (domain) await inShop(shopId, (shop) => changeMail(shop, id, { settings: { domain } }));
}
