import { z } from "zod";
import { brandOf, changedCampaign, newCampaign } from "#app/channels/ten-dlc-forms.ts";
import {
  keepResource,
  Made,
  made,
  MESSAGING,
  printOf,
  rejectionsOf,
  sidOf,
  type Step,
  type StepContext,
  type Stepped,
} from "#app/channels/ten-dlc-step.server.ts";
import { listTwilioSenders } from "#app/channels/twilio-senders.server.ts";
import { rest, restList } from "#app/channels/twilio-rest.server.ts";

const BRANDS = `${MESSAGING}/a2p/BrandRegistrations`;
const SERVICES = `${MESSAGING}/Services`;
const campaignsOf = (service: string) => `${SERVICES}/${service}/Compliance/Usa2p`;

/** A number that has its campaign already, made in Twilio's console or by somebody before us: nothing is made anew. */
export const adoptStep: Step = { name: "adopted", run: adopt };

/** Brand and campaign, which cost money each time they are made. */
export const brandSteps: Step[] = [
  { name: "brand", run: keepBrand },
  { name: "brand-approved", run: watchBrand },
  { name: "service", run: keepService },
  { name: "number", run: keepNumber },
  { name: "campaign", run: keepCampaign },
];

export const campaignStep: Step = { name: "campaign-approved", run: watchCampaign };

const Campaign = z.looseObject({
  sid: z.string(),
  campaign_status: z.string(),
  errors: z.unknown(),
  rate_limits: z.unknown(),
});

async function adopt(context: StepContext): Promise<Stepped> {
  const { account, facts } = context;
  if (facts.made.adopted) return { as: "done" };
  const service = await findService(context);
  if (service.as !== "ok") return service;
  const sid = service.body;
  if (!sid) return { as: "done", made: { sid: "", of: "" } };
  const there = await restList(account, campaignsOf(sid), { key: "compliance", item: Campaign });
  if (there.as !== "ok") return there;
  const found = there.body[0];
  if (!found) return { as: "done", made: { sid: "", of: "" } };
  facts.made.service = { sid, of: "found" };
  facts.made.campaign = { sid: found.sid, of: "found" };
  return { as: "done", made: { sid: found.sid, of: "found" } };
}

/** The messaging service that the sender is, or is in the pool of; null where it is in none. */
async function findService({ account }: StepContext) {
  if (account.sender.startsWith("MG")) return { as: "ok" as const, body: account.sender };
  const list = await listTwilioSenders(account);
  if (!list.ok) return { as: "later" as const, say: list.say };
  const found = list.senders.find(({ sid, pool }) => sid.startsWith("MG") && pool.includes(account.sender));
  return { as: "ok" as const, body: found?.sid ?? null };
}

const Brand = z.looseObject({
  sid: z.string(),
  status: z.string(),
  customer_profile_bundle_sid: z.string().nullish(),
  a2p_profile_bundle_sid: z.string().nullish(),
  failure_reason: z.string().nullish(),
  errors: z.unknown(),
});

async function keepBrand(context: StepContext): Promise<Stepped> {
  const { account, facts } = context;
  if (facts.answers.brand === "known") return { as: "done" };
  const [profile, bundle] = [sidOf(context, "profile"), sidOf(context, "bundle")];
  const of = printOf([facts.made["profile-approved"]?.of, facts.made["bundle-approved"]?.of]);
  const known = facts.made.brand;
  if (known?.of === of) return { as: "done" };
  const held = await context.intend("brand");
  if (held) return held;
  if (known) return sendBrandAgain(context, known.sid, of);
  const all = await restList(account, BRANDS, { key: "data", item: Brand });
  if (all.as !== "ok") return all;
  const there = all.body.find(
    (one) => one.customer_profile_bundle_sid === profile && one.a2p_profile_bundle_sid === bundle,
  );
  if (there) return { as: "done", made: { sid: there.sid, of } };
  const form = { CustomerProfileBundleSid: profile, A2PProfileBundleSid: bundle, ...brandOf(facts.answers) };
  return made(await rest(account, BRANDS, Made, form), of);
}

/** One that failed is looked at anew as soon as its update is asked for, without a word in it. */
async function sendBrandAgain({ account }: StepContext, sid: string, of: string): Promise<Stepped> {
  const now = await rest(account, `${BRANDS}/${sid}`, Brand);
  if (now.as !== "ok") return now;
  if (now.body.status !== "FAILED") return { as: "done", made: { sid, of } };
  return made(await rest(account, `${BRANDS}/${sid}`, Made, {}), of);
}

async function watchBrand(context: StepContext): Promise<Stepped> {
  const { sid, of } = context.facts.made.brand!;
  if (context.facts.made["brand-approved"]?.of === of) return { as: "done" };
  const now = await rest(context.account, `${BRANDS}/${sid}`, Brand);
  if (now.as !== "ok") return now;
  const { status, errors, failure_reason } = now.body;
  if (status === "APPROVED") return { as: "done", made: { sid, of } };
  if (status === "FAILED") return { as: "refused", rejections: rejectionsOf(errors, failure_reason) };
  if (status === "SUSPENDED")
    return { as: "refused", rejections: rejectionsOf(errors, "The brand is suspended."), isFinal: true };
  return { as: "waits" };
}

/** Texts the sole proprietor's mobile once more: only their YES finishes the brand. */
export const textProofAgain = (context: Pick<StepContext, "account">, brand: string) =>
  rest(context.account, `${BRANDS}/${brand}/SmsOtp`, z.unknown(), {});

async function keepService(context: StepContext): Promise<Stepped> {
  if (context.facts.made.service) return { as: "done" };
  const found = await findService(context);
  if (found.as !== "ok") return found;
  if (found.body) return { as: "done", made: { sid: found.body, of: "found" } };
  // What comes in goes on being told as the number itself says.
  return keepResource(context, "service", {
    url: SERVICES,
    key: "services",
    says: { UseInboundWebhookOnNumber: "true", StickySender: "true" },
  });
}

const Pooled = z.looseObject({ phone_number: z.string() });

/** A campaign is a messaging service's: a number is registered by being in its pool. */
async function keepNumber(context: StepContext): Promise<Stepped> {
  const { account, facts } = context;
  if (facts.made.number || account.sender.startsWith("MG")) return { as: "done" };
  const service = sidOf(context, "service");
  const url = `${SERVICES}/${service}/PhoneNumbers`;
  const pool = await restList(account, url, { key: "phone_numbers", item: Pooled });
  if (pool.as !== "ok") return pool;
  if (pool.body.some(({ phone_number }) => phone_number === account.sender))
    return { as: "done", made: { sid: service, of: "found" } };
  const list = await listTwilioSenders(account);
  if (!list.ok) return { as: "later", say: list.say };
  const number = list.senders.find(({ sender }) => sender === account.sender);
  if (!number)
    return { as: "refused", rejections: rejectionsOf(null, "The account has this number no more.") };
  return made(await rest(account, url, Made, { PhoneNumberSid: number.sid }), "put");
}

async function keepCampaign(context: StepContext): Promise<Stepped> {
  const { account, facts } = context;
  const url = campaignsOf(sidOf(context, "service"));
  const of = printOf(facts.campaign);
  const known = facts.made.campaign;
  if (known?.of === of || known?.of === "found") return { as: "done" };
  const held = await context.intend("campaign");
  if (held) return held;
  const all = await restList(account, url, { key: "compliance", item: Campaign });
  if (all.as !== "ok") return all;
  // A service has one campaign at most.
  const there = all.body[0];
  if (there?.campaign_status === "FAILED")
    return made(await rest(account, `${url}/${there.sid}`, Made, changedCampaign(facts.campaign)), of);
  if (there) return { as: "done", made: { sid: there.sid, of } };
  const form = {
    BrandRegistrationSid: sidOf(context, "brand"),
    ...newCampaign(facts.answers, facts.campaign),
  };
  return made(await rest(account, url, Made, form), of);
}

const Limits = z.looseObject({
  att: z.looseObject({ mps: z.number().nullish() }).nullish(),
  tmobile: z.looseObject({ brand_tier: z.string().nullish() }).nullish(),
});

async function watchCampaign(context: StepContext): Promise<Stepped> {
  const { account, facts } = context;
  const { sid, of } = facts.made.campaign!;
  const now = await rest(account, `${campaignsOf(sidOf(context, "service"))}/${sid}`, Campaign);
  if (now.as !== "ok") return now;
  const { campaign_status: status, errors, rate_limits } = now.body;
  if (status === "FAILED") return { as: "refused", rejections: rejectionsOf(errors, null) };
  if (status !== "VERIFIED") return { as: "waits" };
  const limits = Limits.safeParse(rate_limits).data;
  facts.pace = {
    attAMinute: limits?.att?.mps ?? null,
    tMobileTier: limits?.tmobile?.brand_tier ?? null,
  };
  return { as: "done", made: { sid, of } };
}
