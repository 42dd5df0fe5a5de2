import { loadAccount } from "#app/channels/accounts.ts";
import { goOnRegistering, registeringJob, UNREGISTERED } from "#app/channels/go-on-registering.ts";
import { askRegistration, findRegistration, type Registration } from "#app/channels/registrations.ts";
import { noteTrouble } from "#app/channels/sender-trouble.ts";
import { mayMend } from "#app/channels/ten-dlc-words.ts";
import { textProofAgain } from "#app/channels/ten-dlc-brand.server.ts";
import {
  type Campaign,
  faultsOf,
  freshFacts,
  TenDlcAnswers,
  type TenDlcFacts,
} from "#app/channels/ten-dlc.ts";
import { inShop, type Shop } from "#app/db.server.ts";
import { findApproved } from "#app/desk/approved-at-twilio.ts";
import { draftTenDlc } from "#app/desk/ten-dlc-draft.ts";
import { enqueue } from "#app/jobs/enqueue.ts";

/** Takes what the merchant answered and sends it on its way, anew or after a rejection. Returns what is wrong, or null. */
export async function registerTenDlc(
  shopId: string,
  accountId: string,
  given: Record<string, string>,
): Promise<string | null> {
  const chosen = given.profileSid ? await findProfile(shopId, accountId, given.profileSid) : null;
  if (typeof chosen === "string") return chosen;
  return inShop(shopId, async (shop) => {
    const account = await loadAccount(shop, accountId);
    if (account?.provider !== "twilio") return "This number is no longer connected. Load the page again.";
    const known = await findRegistration(shop, accountId);
    const answers = TenDlcAnswers.safeParse({ ...given, taxId: given.taxId || taxIdOf(known) });
    if (!answers.success) return faultsOf(answers);
    const isAlone = answers.data.brand === "sole-proprietor";
    if (chosen && isAlone !== (chosen.kind === "sole-proprietor"))
      return "The chosen business profile is for the other way to register.";
    return begin(shop, { accountId, known, answers: answers.data, given });
  });
}

/** Registers under a brand of the account that is approved already: only the campaign is new. */
export async function registerUnderBrand(
  shopId: string,
  accountId: string,
  given: Record<string, string>,
): Promise<string | null> {
  const list = await findApproved(shopId, accountId);
  if (typeof list === "string") return list;
  const brand = list.brands.find(({ sid }) => sid === given.brandSid);
  if (!brand) return "Twilio no longer has this brand approved. Load the page again.";
  return inShop(shopId, async (shop) => {
    const known = await findRegistration(shop, accountId);
    return begin(shop, { accountId, known, answers: { brand: "known", ...brand }, given });
  });
}

async function findProfile(shopId: string, accountId: string, sid: string) {
  const list = await findApproved(shopId, accountId);
  if (typeof list === "string") return list;
  return (
    list.profiles.find((one) => one.sid === sid) ??
    "Twilio no longer has this business profile approved. Choose another."
  );
}

interface Begun {
  accountId: string;
  known: Registration | null;
  answers: TenDlcFacts["answers"];
  given: Record<string, string>;
}

async function begin(shop: Shop, { accountId, known, answers, given }: Begun): Promise<string | null> {
  if (known && known.state !== "rejected") return "It is with Twilio already.";
  if (known && !mayMend(known.facts)) return "Twilio takes no other answers for this number.";
  const { campaign, fault } = readCampaign(given, (await draftTenDlc(shop)).campaign);
  if (fault) return fault;
  const isSame = known && foundationOf(known.facts.answers) === foundationOf(answers);
  const facts = isSame ? sentAgain(known, answers, campaign) : freshFacts(answers, campaign);
  await send(shop, accountId, facts);
  return null;
}

/** What was approved before and is built upon: upon another everything of ours is made, or found, anew. */
const foundationOf = (answers: TenDlcFacts["answers"]): string =>
  answers.brand === "known" ? answers.sid : answers.profileSid;

/** It is shown to nobody again: left empty, it stays as it was. */
const taxIdOf = (known: Registration | null): string =>
  known && "taxId" in known.facts.answers ? known.facts.answers.taxId : "";

async function send(shop: Shop, accountId: string, facts: TenDlcFacts): Promise<void> {
  await askRegistration(shop, accountId, facts);
  // Until the networks know it they block it (30034): nothing is sent into that.
  await noteTrouble(shop, { accountId, ...UNREGISTERED });
  await enqueue(shop, [registeringJob(accountId)]);
}

/** What the merchant may say otherwise than we drew it from the shop. */
function readCampaign(
  given: Record<string, string>,
  drawn: Campaign,
): { campaign: Campaign; fault: string | null } {
  const samples = ["sample1", "sample2", "sample3"].flatMap((name) => (given[name] ? [given[name]] : []));
  const campaign = {
    ...drawn,
    description: given.description || drawn.description,
    flow: given.flow || drawn.flow,
    samples: samples.length > 0 ? samples : drawn.samples,
  };
  return { campaign, fault: faultsOfCampaign(campaign) };
}

/** Twilio's own limits (Usa2p resource), said before anybody waits for a week. */
function faultsOfCampaign({ description, flow, samples }: Campaign): string | null {
  if (description.length < 40 || description.length > 4_096)
    return "The description takes 40 to 4,096 characters.";
  if (flow.length < 40 || flow.length > 2_048) return "How shoppers agree takes 40 to 2,048 characters.";
  if (samples.length < 2) return "Give two examples of texts at least.";
  if (samples.some((one) => one.length < 20 || one.length > 1_024))
    return "An example takes 20 to 1,024 characters.";
  if (!samples.some((one) => /\bSTOP\b/.test(one)))
    return "Say in one example how texts end: Reply STOP to end texts.";
  return null;
}

/** By where it was refused, what has to be sent anew even if nothing was changed. */
const SENT_BY: Record<string, string> = {
  "profile-approved": "profile-sent",
  "bundle-approved": "bundle-sent",
  "brand-approved": "brand",
  "campaign-approved": "campaign",
};

function sentAgain(
  { facts, step }: Registration,
  answers: TenDlcFacts["answers"],
  campaign: Campaign,
): TenDlcFacts {
  const made = { ...facts.made };
  const sender = SENT_BY[step];
  const before = sender && made[sender];
  if (before) made[sender] = { ...before, of: "" };
  return { ...facts, answers, campaign, made, rejections: [], isFinal: false };
}

/** Asks Twilio how far it is, now. Returns what went wrong, or null. */
export async function lookAtTenDlc(shopId: string, accountId: string): Promise<string | null> {
  const known = await inShop(shopId, (shop) => findRegistration(shop, accountId));
  if (!known) return "Nothing was sent to Twilio yet.";
  await goOnRegistering(shopId, { accountId });
  return null;
}

/** Has the sole proprietor's mobile texted once more: the proof ends after 24 hours. */
export async function proveMobileAgain(shopId: string, accountId: string): Promise<string | null> {
  const { known, account } = await inShop(shopId, async (shop) => ({
    known: await findRegistration(shop, accountId),
    account: await loadAccount(shop, accountId),
  }));
  const brand = known?.facts.made.brand;
  if (!account || !brand || known.facts.answers.brand !== "sole-proprietor")
    return "There is nothing to prove.";
  const answer = await textProofAgain({ account }, brand.sid);
  if (answer.as === "later") return answer.say;
  return answer.as === "ok" ? null : (answer.rejections[0]?.because ?? "Twilio refused it.");
}
