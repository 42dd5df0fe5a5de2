import { webhookUrl } from "#app/channels/webhook-url.ts";
import { z } from "zod";
import type { AccountPrice } from "#app/channels/sms-cost.ts";
import { isOneWay, type SenderRole } from "#app/channels/sms-sender.ts";
import { wordsOfCode } from "#app/channels/provider-codes.ts";
import { readTroubles, type SenderTrouble, type TroubleKind } from "#app/channels/sender-trouble.ts";
import { UNREGISTERED } from "#app/channels/go-on-registering.ts";
import { countryOfNumber } from "#app/channels/number-country.ts";
import { readRegistrations, type Registration } from "#app/channels/registrations.ts";
import { mayMend, sayRegistration } from "#app/channels/ten-dlc-words.ts";
import type { Campaign } from "#app/channels/ten-dlc.ts";
import { isOver, sayVerified, type TollFreeAnswers, Verified } from "#app/channels/toll-free.ts";
import { twilioSettings } from "#app/channels/twilio-api.server.ts";
import { type Reach, segmentsAMinute } from "#app/channels/twilio-pace.ts";
import { senderKind } from "#app/words/segments.ts";
import type { Shop } from "#app/db.server.ts";
import { readSent } from "#app/desk/toll-free-sent.ts";

export interface SmsSenderView {
  id: string;
  provider: "twilio" | "telnyx";
  sender: string;
  /** How the merchant named a messaging service; null of a number. */
  name: string | null;
  role: SenderRole;
  plainSigns: boolean;
  connectedAt: string;
  lastHeardAt: string | null;
  /** Where the provider must send what comes in. */
  webhookUrl: string;
  /** Segments a second that Twilio passes on, as a rule and as the merchant says; null of other carriers. */
  pace: { near: number; far: number; granted: number | null } | null;
  /** What this account pays to a country, as its provider told it. */
  prices: Record<string, AccountPrice>;
  /** A number of Twilio's that carriers block until it is verified. */
  isTollFree: boolean;
  /** How far its verification is; null where none was asked for. */
  tollFree: TollFreeView | null;
  /** A name in place of a number: nobody can answer it. */
  isOneWay: boolean;
  /** Of a name: where the merchant has registered it. */
  registeredIn: string[];
  /** A number of the United States, or a service, whose texts there want a brand and a campaign. */
  isLocal: boolean;
  /** How far that is; null where it was not asked for here. */
  tenDlc: TenDlcView | null;
  /** What it can no longer do, why, and what to do about it. */
  troubles: string[];
}

export interface TollFreeView {
  say: string;
  tone: "info" | "success" | "critical";
  isOpen: boolean;
  mayEdit: boolean;
  /** What was sent, without the registration number: to be changed and sent again. Only for whoever may. */
  sent: Partial<TollFreeAnswers>;
}

export interface TenDlcView {
  say: string;
  tone: "info" | "success" | "critical";
  isOpen: boolean;
  /** We are at it ourselves: it is over in seconds. */
  isWorking: boolean;
  mayEdit: boolean;
  /** A sole proprietor's phone has to answer. */
  isProving: boolean;
  /** What was answered, without the tax number: to be changed and sent again. Only for whoever may. */
  answers: Record<string, string>;
  campaign: Campaign;
}

const Kept = z.object({
  tollFree: Verified.nullish(),
  registeredIn: z.array(z.string()).default([]),
  name: z.string().nullish(),
  plainSigns: z.boolean().default(true),
  prices: z
    .record(z.string(), z.object({ amount: z.string(), currency: z.string(), asOf: z.string() }))
    .default({}),
});

/**
 * The shop's senders of texts, without their secrets, in the order they were connected; what was answered of the people
 * behind a registration for whoever may manage alone.
 */
export async function readSmsSenders(shop: Shop, mayManage: boolean): Promise<SmsSenderView[]> {
  const accounts = await shop.tx.channelAccount.findMany({
    where: { shopId: shop.id, channel: "sms", removedAt: null },
    orderBy: { connectedAt: "asc" },
    omit: { secret: true },
  });
  const troubles = await readTroubles(shop);
  const registrations = await readRegistrations(shop);
  return accounts.map(({ id, provider, sender, role, settings, connectedAt, lastHeardAt }) => {
    const registration = registrations.find(({ accountId }) => accountId === id);
    // Until it is through its own words say what is held back, and nothing else settles it.
    const isRegistering = registration !== undefined && registration.state !== "approved";
    const { name, plainSigns, prices, tollFree, registeredIn } = Kept.parse(settings);
    return {
      id,
      provider: provider as SmsSenderView["provider"],
      sender,
      name: name ?? null,
      role: role as SenderRole,
      plainSigns,
      connectedAt: connectedAt.toISOString(),
      lastHeardAt: lastHeardAt?.toISOString() ?? null,
      webhookUrl: webhookUrl({ id, provider: provider as SmsSenderView["provider"] }),
      prices,
      pace: provider === "twilio" ? paceOf(sender, settings) : null,
      isTollFree: provider === "twilio" && senderKind(sender) === "toll-free",
      tollFree: tollFree ? viewOf(tollFree, mayManage ? readSent(settings) : null) : null,
      isOneWay: isOneWay(sender),
      registeredIn,
      isLocal: provider === "twilio" && isLocal(sender),
      tenDlc: tenDlcOf(registration, mayManage),
      troubles: troubles
        .filter((one) => one.accountId === id && !(isRegistering && one.code === UNREGISTERED.code))
        .map(sayTrouble),
    };
  });
}

function paceOf(sender: string, settings: unknown): SmsSenderView["pace"] {
  const { grantedASecond: granted = null, ...facts } = twilioSettings.parse(settings);
  const aSecond = (to: Reach) => segmentsAMinute({ ...facts, sender }, to) / 60;
  return { near: aSecond("near"), far: aSecond("far"), granted };
}

function viewOf(verified: Verified, answers: TollFreeAnswers | null): TollFreeView {
  const { BusinessRegistrationNumber: _, ...sent } = answers ?? {};
  return {
    say: sayVerified(verified),
    tone: TONES[verified.status],
    isOpen: !isOver(verified),
    mayEdit: verified.status === "TWILIO_REJECTED" && verified.mayEdit,
    sent,
  };
}

/** A service may have such a number in its pool. */
const isLocal = (sender: string): boolean =>
  sender.startsWith("MG") || (countryOfNumber(sender) === "US" && senderKind(sender) === "number");

function tenDlcOf(registration: Registration | undefined, mayManage: boolean): TenDlcView | null {
  if (!registration) return null;
  const { state, step, facts } = registration;
  const { taxId: _, ...answers } = { taxId: "", ...facts.answers };
  return {
    say: sayRegistration(registration),
    tone: state === "approved" ? "success" : state === "rejected" ? "critical" : "info",
    isOpen: state === "working" || state === "waiting",
    isWorking: state === "working",
    mayEdit: state === "rejected" && mayMend(facts),
    isProving: state === "waiting" && step === "brand-approved" && answers.brand === "sole-proprietor",
    answers: mayManage ? answers : {},
    campaign: facts.campaign,
  };
}

const TONES = {
  PENDING_REVIEW: "info",
  IN_REVIEW: "info",
  TWILIO_APPROVED: "success",
  TWILIO_REJECTED: "critical",
} as const;

function sayTrouble({ kind, scope, code }: SenderTrouble): string {
  const words = wordsOfCode(code);
  const why = words ? `${words.say} ${words.next}` : `The provider refused it (${code}).`;
  return `${HELD[kind](scope)} ${why}`;
}

const regions = new Intl.DisplayNames("en", { type: "region" });

const HELD: Record<TroubleKind, (scope: string) => string> = {
  "region-off": (country) => `No text leaves to ${country ? regions.of(country) : "that country"}.`,
  "marketing-stopped": () => "Promotions are held back.",
  "account-refused": () => "Nothing leaves by this sender.",
};
