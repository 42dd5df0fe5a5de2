import { z } from "zod";
import type { Channel, Provider } from "#app/channels/channel.ts";
import { isOneWay, type SenderRole } from "#app/channels/sms-sender.ts";
import { countryOfNumber } from "#app/channels/number-country.ts";
import { findTrouble, type SenderTrouble } from "#app/channels/sender-trouble.ts";
import { adapterOf } from "#app/channels/shelf.ts";
import { segmentPrice } from "#app/channels/sms-cost.ts";
import { type SendableTemplate, sendableTemplate } from "#app/channels/template-to-send.ts";
import { readBlocks } from "#app/consent/carrier-block.ts";
import { readStandings, type Standings } from "#app/consent/read-standings.ts";
import { PROMOTIONS } from "#app/consent/purposes.ts";
import { asItCounts } from "#app/consent/yes-that-counts.ts";
import { isSendingOff } from "#app/consent/sending-switch.ts";
import { carryingOf, linkLength } from "#app/conversations/files-to-send.ts";
import { LONGEST_MESSAGE } from "#app/conversations/message.ts";
import { type Doubt, type ThreadWays, type Way, wayId } from "#app/conversations/way.ts";
import type { Reader } from "#app/db.server.ts";
import { senderKind } from "#app/words/segments.ts";

/** Connected, as far as a composer needs it. */
export interface OwnAccount {
  accountId: string;
  channel: Channel;
  provider: Provider;
  sender: string;
  role: SenderRole;
  settings: unknown;
  registeredIn?: string[] | null;
}

/** One of our accounts, and one of their addresses. */
export interface Line {
  conversationId: string;
  channel: Channel;
  address: string;
  /** Null for the storefront chat. */
  account: OwnAccount | null;
  heardAt: Date | null;
  lastSeq: number;
}

interface Known {
  /** The id of the way that is taken by itself. */
  usual: string | null;
  troubles: SenderTrouble[];
  /** Addresses at which nothing arrives, as a provider told. */
  bad: Set<string>;
}

/** What the composer must know of each line, read for all of them at once. */
export async function describeWays(
  shop: Reader,
  lines: Line[],
  { usual, troubles, bad }: Known,
): Promise<ThreadWays> {
  const standings = await readStandings(shop, lines);
  const blocks = await readBlocks(shop, lines.map(toCarrierLine));
  const ways = lines.map((line, index): Way => {
    const country =
      line.channel === "sms" || line.channel === "whatsapp" ? countryOfNumber(line.address) : null;
    const accountId = line.account?.accountId ?? null;
    const id = wayId({ ...line, accountId });
    return {
      ...staticFacts(line, country),
      ...{ id, accountId, conversationId: line.conversationId, channel: line.channel, address: line.address },
      isUsual: id === usual,
      heardAt: line.heardAt?.toISOString() ?? null,
      support: standings[index]!.support?.state ?? null,
      marketing: asItCounts(standings[index]!.marketing ?? null, { ...line, purpose: "marketing" }),
      blockedSince: blocks[index]?.toISOString() ?? null,
      isBad: bad.has(line.address),
      trouble: findTrouble(troubles, accountId ?? "", { country, isMarketing: false })?.code ?? null,
    };
  });
  return {
    at: shop.at.toISOString(),
    ways: [...ways.filter(({ isUsual }) => isUsual), ...ways.filter(({ isUsual }) => !isUsual)],
    isSendingOff: await isSendingOff(shop),
    linkLength: linkLength(shop.id, shop.at),
    templates: await readTemplates(shop, lines),
    doubts: doubtsOf(lines, standings),
  };
}

/** The carriers' blocks are of texts. */
const toCarrierLine = ({ channel, address, account }: Line) => ({
  ...{ channel, address },
  accountId: channel === "sms" ? (account?.accountId ?? "") : "",
});

const Settings = z.object({
  name: z.string().nullish().catch(null),
  plainSigns: z.boolean().catch(true).default(true),
  prices: z
    .record(z.string(), z.object({ amount: z.string(), currency: z.string(), asOf: z.string() }))
    .catch({})
    .default({}),
});

/** What follows from the account and the address alone. */
function staticFacts({ channel, address, account }: Line, country: string | null) {
  if (!account) return CHAT;
  const { name, plainSigns, prices } = Settings.parse(account.settings ?? {});
  const isHidden = channel === "messenger" || channel === "instagram";
  return {
    from: name ?? account.sender,
    to: isHidden || (channel === "whatsapp" && !address.startsWith("+")) ? null : address,
    longest: adapterOf(account).abilities.longest,
    carries: carryingOf(account, address),
    sms:
      channel === "sms"
        ? {
            kind: senderKind(account.sender),
            isOneWay: isOneWay(account.sender),
            price: segmentPrice(country, prices[country ?? ""]),
            plainSigns,
          }
        : null,
    isBarredFromMarketing: channel === "whatsapp" && country === "US",
  };
}

const CHAT = {
  from: null,
  to: null,
  longest: LONGEST_MESSAGE,
  carries: { channel: "chat", pictures: true, mms: false },
  sms: null,
  isBarredFromMarketing: false,
} as const;

/** Those that Meta has approved and that need no more than words. */
async function readTemplates(shop: Reader, lines: Line[]): Promise<Record<string, SendableTemplate[]>> {
  const accounts = [
    ...new Set(lines.flatMap(({ channel, account }) => (channel === "whatsapp" ? account : []))),
  ];
  const ids = accounts.map((account) => account!.accountId);
  if (!ids.length) return {};
  const rows = await shop.sql<TemplateRow>`
    select a.id as "accountId", t.name, t.language, t.category, t.components from "ChannelAccount" a
    join "MessageTemplate" t on t."shopId" = a."shopId" and t."wabaId" = a.settings ->> 'wabaId'
    where a."shopId" = ${shop.id} and a.id = any(${ids}) and t.status = 'approved' order by t.name, t.language`;
  const found: Record<string, SendableTemplate[]> = Object.fromEntries(ids.map((id) => [id, []]));
  for (const row of rows) found[row.accountId]!.push(...[sendableTemplate(row) ?? []].flat());
  return found;
}

interface TemplateRow {
  accountId: string;
  name: string;
  language: string;
  category: string;
  components: unknown;
}

/** One for each address, however many of our accounts reach it. */
function doubtsOf(lines: Line[], standings: Standings[]): Doubt[] {
  const doubts = new Map<string, Doubt>();
  for (const [index, { channel, address }] of lines.entries()) {
    const held = PROMOTIONS.map((purpose) => standings[index]![purpose]).find((one) => one?.state === "held");
    if (held) doubts.set(`${channel} ${address}`, { channel, address, since: held.since.toISOString() });
  }
  return [...doubts.values()];
}
