import { INBOUND_USER } from "#app/channels/mail/from-receiver.ts";
import { type DomainCheck, domainOf, MailSettings, mailSecrets } from "#app/channels/mail/mail-account.ts";
import type { Shop } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { unseal } from "#app/seal.server.ts";

export type RecordState = "ok" | "missing" | "wrong" | "unknown";

/** A record that the sender's domain must have, and whether it does. */
export interface RecordView {
  kind: "dkim" | "spf" | "dmarc";
  name: string;
  /** What to set where it is missing. */
  value: string;
  state: RecordState;
}

export interface EmailSenderView {
  id: string;
  sender: string;
  /** The server that mail leaves by; null where it was connected before that was kept. */
  host: string | null;
  domain: string;
  records: RecordView[];
  checkedAt: string | null;
  isAligned: boolean;
  inboundAddress: string;
  /** With its password: for whoever may manage alone. */
  inboundUrl: string | null;
  hasMailgunKey: boolean;
  sendgridKey: string;
  mailbox: { host: string; port: number; user: string; readAt: string | null; fault: string | null } | null;
}

/** The shop's email senders with what their domains say, and the ways in. */
export async function readEmailSettings(shop: Shop, mayManage: boolean): Promise<EmailSenderView[]> {
  const rows = await shop.tx.channelAccount.findMany({
    where: { shopId: shop.id, channel: "email", removedAt: null },
    orderBy: { connectedAt: "asc" },
  });
  return rows.map(({ id, sender, settings, secret }) => {
    const kept = MailSettings.parse(settings);
    const secrets = mailSecrets({ secret: secret ? unseal(secret).toString() : "" });
    const records = recordsOf(domainOf(sender), kept);
    return {
      id,
      sender,
      host: kept.host ?? null,
      domain: domainOf(sender),
      records,
      checkedAt: kept.domain?.at ?? null,
      isAligned: records.every(({ state }) => state === "ok"),
      inboundAddress: kept.inboundAddress ?? "",
      inboundUrl: mayManage && secrets.inboundPassword ? inboundUrl(id, secrets.inboundPassword) : null,
      hasMailgunKey: secrets.mailgunKey !== undefined,
      sendgridKey: kept.sendgridKey ?? "",
      mailbox: kept.imap
        ? { ...kept.imap, readAt: kept.read?.at ?? null, fault: kept.imapFault ?? null }
        : null,
    };
  });
}

function inboundUrl(id: string, password: string): string {
  const url = new URL(`${env.SHOPIFY_APP_URL}/webhooks/email/${id}`);
  url.username = INBOUND_USER;
  url.password = password;
  return url.href;
}

function recordsOf(domain: string, { dkim, domain: check }: MailSettings): RecordView[] {
  const state = (kind: keyof Omit<DomainCheck, "at">): RecordState => check?.[kind] ?? "unknown";
  return [
    {
      kind: "dkim",
      name: `${dkim?.selector ?? "threadline"}._domainkey.${domain}`,
      value: dkim?.record ?? "",
      state: state("dkim"),
    },
    { kind: "spf", name: domain, value: "v=spf1 include:<your mail provider> ~all", state: state("spf") },
    { kind: "dmarc", name: `_dmarc.${domain}`, value: "v=DMARC1; p=none", state: state("dmarc") },
  ];
}
