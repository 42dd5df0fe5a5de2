import type { Outbound, SendResult, Template } from "#app/channels/channel.ts";
import { adapterOf } from "#app/channels/shelf.ts";
import { later, SECOND } from "#app/clock.ts";
import { CARRIERS_TIME_MS } from "#app/consent/may-send.ts";
import { preferencesUrl } from "#app/consent/preferences-url.ts";
import { type Claim, claimMessages } from "#app/conversations/claim-messages.ts";
import { shareFiles } from "#app/conversations/files-to-send.ts";
import { isPromotion } from "#app/conversations/intended.ts";
import { type Answer, recordSendResults, SLEPT } from "#app/conversations/record-send-result.ts";
import { renderForChannel } from "#app/conversations/render-for-channel.ts";
import { inShop } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";

/** A claimant that slept longer than this between its claim's beginning and its request sends nothing (R11). */
export const LONGEST_PAUSE_MS = 30 * SECOND;

/**
 * The one way out of the house, part two. Claims messages under their addresses' locks, with `maySend` deciding in
 * the same transaction; asks the provider outside of it, for all of them side by side; records the answers only while
 * the claims' fences still stand. Nothing that the provider may have taken is ever sent again.
 */
export async function deliverMessages(
  shopId: string,
  { messageIds }: { messageIds: string[] },
): Promise<void> {
  const claims = await inShop(shopId, (shop) => claimMessages(shop, messageIds));
  if (!claims.length) return;
  const asked = await Promise.allSettled(claims.map(askProvider));
  const answers = asked.flatMap((one, n): Answer[] =>
    one.status === "fulfilled" ? [{ claim: claims[n]!, result: one.value }] : [],
  );
  await inShop(shopId, (shop) => recordSendResults(shop, answers));
  // A fault of ours, with one of them: the others' answers are kept, and its own claim ends as `unknown`.
  const fault = asked.find((one) => one.status === "rejected");
  if (fault) throw fault.reason;
}

/** One of them, as jobs of a release before this one ask for it. */
export const deliverMessage = (shopId: string, { messageId }: { messageId: string }): Promise<void> =>
  deliverMessages(shopId, { messageIds: [messageId] });

async function askProvider(claim: Claim): Promise<SendResult> {
  const adapter = adapterOf(claim.account);
  const outbound = outboundOf(claim);
  // The residual window: a pause between this line and the socket's first byte.
  if (performance.now() - claim.takenAt > LONGEST_PAUSE_MS)
    return { as: "later", code: SLEPT, afterMs: SECOND };
  return adapter.send(claim.account, outbound, AbortSignal.timeout(adapter.sendsWithin));
}

export function outboundOf({
  message,
  account,
  thread,
  files,
  claimedAt,
}: Omit<Claim, "fence" | "takenAt">): Outbound {
  const isMarketing = isPromotion(message);
  const locale = thread?.locale ?? "en";
  const { media, links } = shareFiles(files, message, account);
  const body = [message.body, ...links].filter(Boolean).join("\n");
  return {
    messageId: message.id,
    to: message.address!,
    ...renderForChannel({ ...message, body }, adapterOf(account).abilities),
    template: message.template as Template | null,
    subject: message.subject ?? thread?.subject ?? null,
    locale,
    media,
    callbackUrl: `${env.SHOPIFY_APP_URL}/webhooks/${message.channel}/${account.id}/status?m=${message.id}`,
    references: thread?.references ?? [],
    isByPerson: message.authorKind === "staff",
    isMarketing,
    unsubscribeUrl: isMarketing && message.channel === "email" ? endOf(message, locale) : null,
    until: isMarketing ? later(claimedAt, CARRIERS_TIME_MS) : null,
    claimedAt,
  };
}

/** Where whoever is sent this mail ends mails like it: a page for people, one press for mail programs. */
const endOf = ({ shopId, address, stateAt }: Claim["message"], locale: string): string =>
  preferencesUrl({ id: shopId, at: stateAt }, { channel: "email", address: address! }, locale);
