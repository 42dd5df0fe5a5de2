import { changeAccount, loadAccount } from "#app/channels/accounts.ts";
import type { Account } from "#app/channels/channel.ts";
import { claimRegistration, keepProgress, type RegistrationClaim } from "#app/channels/registrations.ts";
import { endTrouble } from "#app/channels/sender-trouble.ts";
import { adoptStep, brandSteps, campaignStep } from "#app/channels/ten-dlc-brand.server.ts";
import { bundleSteps, isMadeAlready } from "#app/channels/ten-dlc-bundle.server.ts";
import type { Step, Stepped } from "#app/channels/ten-dlc-step.server.ts";
import type { TenDlcFacts } from "#app/channels/ten-dlc.ts";
import { later, MINUTE, now } from "#app/clock.ts";
import { inShop } from "#app/db.server.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/** The words that a number is not registered are the carriers' own (channels/provider-codes.ts). */
export const UNREGISTERED = { kind: "region-off", scope: "US", code: "30034" } as const;

export const registeringJob = (accountId: string, runAt?: Date) => ({
  ...{ task: "goOnRegistering", payload: { accountId }, key: `register:${accountId}`, priority: 5 },
  ...(runAt && { runAt }),
});

/**
 * Job `goOnRegistering`: takes a registration as far as it goes without anybody's review. Each thing that is made at
 * Twilio is written down before and after, and looked for before it is made again: a kill at any line makes none twice.
 */
export async function goOnRegistering(shopId: string, { accountId }: { accountId: string }): Promise<void> {
  const taken = await inShop(shopId, async (shop) => {
    const found = await claimRegistration(shop, accountId);
    if (found && "busyUntil" in found) await enqueue(shop, [registeringJob(accountId, found.busyUntil)]);
    return { found, account: await loadAccount(shop, accountId) };
  });
  const { found, account } = taken;
  if (!found || "busyUntil" in found || account?.provider !== "twilio") return;
  await walk(shopId, account, found.claim, found.registration.facts);
}

const STEPS = [adoptStep, ...bundleSteps, ...brandSteps, campaignStep];
const SETTLING = MINUTE;
const LATER = { as: "later", say: "It was asked a moment ago." } as const;

async function walk(shopId: string, account: Account, claim: RegistrationClaim, facts: TenDlcFacts) {
  const keep = (step: string) =>
    inShop(shopId, (shop) => keepProgress(shop, claim, { facts, step, state: "working" }));
  const intend = async (step: string) => {
    const { trying } = facts;
    if (trying?.step === step && now() < later(new Date(trying.at), SETTLING)) return LATER; // what was asked a moment ago may not be listed yet
    facts.trying = { step, at: now().toISOString() };
    return (await keep(step)) ? null : LATER;
  };
  for (const step of STEPS) {
    if (isSkipped(step, facts)) continue;
    const came = await step.run({ account, facts, intend });
    if (came.as !== "done") return rest(shopId, claim, { step, came, facts });
    if (!came.made) continue;
    facts.made[step.name] = came.made;
    facts.trying = null;
    if (!(await keep(step.name))) return;
  }
  await finish(shopId, claim, facts);
}

/** A campaign that was there already needs nothing of what ours is made of. */
const isSkipped = ({ name }: Step, facts: TenDlcFacts): boolean =>
  facts.made.adopted?.sid
    ? !["adopted", "campaign", "campaign-approved"].includes(name)
    : isMadeAlready(name, facts);

interface Rest {
  step: Step;
  came: Exclude<Stepped, { as: "done" }>;
  facts: TenDlcFacts;
}

/** Puts it down: until somebody has reviewed it, until the merchant has changed it, or for a minute. */
async function rest(shopId: string, claim: RegistrationClaim, { step, came, facts }: Rest): Promise<void> {
  const isRefused = came.as === "refused";
  if (came.as !== "later") facts.trying = null;
  facts.rejections = isRefused ? came.rejections : [];
  facts.isFinal = isRefused && came.isFinal === true;
  const state = came.as === "waits" ? "waiting" : isRefused ? "rejected" : "working";
  await inShop(shopId, async (shop) => {
    const isKept = await keepProgress(shop, claim, { facts, step: step.name, state, isLet: true });
    if (isKept && came.as === "later")
      await enqueue(shop, [registeringJob(claim.accountId, later(shop.at, SETTLING))]);
  });
}

async function finish(shopId: string, claim: RegistrationClaim, facts: TenDlcFacts): Promise<void> {
  const done = { ...facts, rejections: [], isFinal: false };
  await inShop(shopId, async (shop) => {
    const progress = { facts: done, step: campaignStep.name, state: "approved" as const, isLet: true };
    if (!(await keepProgress(shop, claim, progress))) return;
    await endTrouble(shop, claim.accountId, UNREGISTERED);
    const campaignAMinute = facts.pace?.attAMinute ?? null;
    await changeAccount(shop, claim.accountId, { settings: { campaignAMinute } });
  });
}
