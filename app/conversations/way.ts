import type { Carrying } from "#app/channels/carried-files.ts";
import type { Channel } from "#app/channels/channel.ts";
import type { SegmentPrice } from "#app/channels/segment-price.ts";
import type { SendableTemplate } from "#app/channels/template-to-send.ts";
import type { ConsentStanding } from "#app/consent/ledger.ts";
import type { SenderKind } from "#app/words/segments.ts";

/** One way to reach a shopper: from one of our accounts to one of their addresses, as one picks a SIM card. */
export interface Way {
  id: string;
  /** Of several threads that are shown as one, the one it goes out in: its shopper sees only that. */
  conversationId: string;
  channel: Channel;
  /** Ours; null for the storefront chat. */
  accountId: string | null;
  address: string;
  /** Our number, service, Page or address, as staff know it. */
  from: string | null;
  /** Their number or address; null where the channel knows them by an id that says nothing. */
  to: string | null;
  /** They wrote last this way: a reply takes it unless staff choose. */
  isUsual: boolean;
  /** When they last wrote to this account from this address. */
  heardAt: string | null;
  /** What the ledger says of answers and of promotions here; null where it says nothing. */
  support: ConsentStanding | null;
  marketing: ConsentStanding | null;
  /** The carrier lets nothing through until START. */
  blockedSince: string | null;
  /** A provider told that nothing arrives at this address. */
  isBad: boolean;
  /** What our account can no longer do there, by the provider's code. */
  trouble: string | null;
  /** Characters of one message. */
  longest: number;
  carries: Carrying;
  /** Where texts are paid by the segment. */
  sms: {
    kind: SenderKind;
    price: SegmentPrice | null;
    plainSigns: boolean;
    /** It comes from a name, which nobody can answer. */
    isOneWay?: boolean;
  } | null;
  /** WhatsApp delivers no marketing to this number. */
  isBarredFromMarketing: boolean;
}

/** They may have asked for no more promotions: a person is to say. */
export interface Doubt {
  channel: Channel;
  address: string;
  since: string;
}

/** Everything the composer goes by, as it stood at one moment. */
export interface ThreadWays {
  /** When that was. */
  at: string;
  /** The usual one first, then those they wrote by, newest first. */
  ways: Way[];
  /** Nothing leaves this database since it was restored. */
  isSendingOff: boolean;
  /** How long the link is that stands for a file. */
  linkLength: number;
  /** By our account's id: what may be sent when the window is closed. */
  templates: Record<string, SendableTemplate[]>;
  doubts: Doubt[];
}

export const wayId = ({
  conversationId,
  channel,
  accountId,
  address,
}: Pick<Way, "conversationId" | "channel" | "accountId" | "address">): string =>
  [conversationId, channel, accountId ?? "", address].join(" ");

/** The one that staff chose, else the usual one; null where there is none, or the chosen one has gone. */
export const wayOf = ({ ways }: Pick<ThreadWays, "ways">, chosen: string | null | undefined): Way | null =>
  (chosen ? ways.find(({ id }) => id === chosen) : (ways.find(({ isUsual }) => isUsual) ?? ways[0])) ?? null;
