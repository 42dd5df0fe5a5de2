import type { Answer, HostCall, Town } from "../town-types.ts";
import { notFound, twilioError } from "./errors.ts";
import { serviceOf } from "./pool.ts";
import type { CampaignPlayed, Reviewed } from "./register-types.ts";
import type { Account, SmsState } from "./sms-types.ts";
import { formOf, listed, registrySid } from "./trust-hub.ts";

const BRANDS = /^\/v1\/a2p\/BrandRegistrations(?:\/(BN[0-9a-f]{32})(\/SmsOtp)?)?$/;
const CAMPAIGNS = /^\/v1\/Services\/(MG[0-9a-f]{32})\/Compliance\/Usa2p(?:\/(QE[0-9a-f]{32}))?$/;

/** `messaging.twilio.com`: brands at the registry and the campaigns of messaging services. Making either costs money. */
export function answerBrands(
  town: Town,
  state: SmsState,
  account: Account,
  call: HostCall,
): Answer | undefined {
  const brand = BRANDS.exec(call.url.pathname);
  if (brand) return answerBrand(town, state, account, call, brand);
  const [path, service = "", sid] = CAMPAIGNS.exec(call.url.pathname) ?? [];
  return path ? answerCampaign(town, state, account, call, { service, sid }) : undefined;
}

function answerBrand(
  town: Town,
  state: SmsState,
  account: Account,
  call: HostCall,
  [, sid, otp]: RegExpExecArray,
): Answer {
  const { brands, proofs } = state.registry;
  const mine = [...brands.values()].filter((one) => one.account === account.sid);
  if (!sid) {
    if (call.method === "GET") return listed("data", mine.map(brandResource), call);
    return makeBrand(town, state, account, formOf(call));
  }
  const known = mine.find((one) => one.sid === sid);
  if (!known) return notFound(call.url.pathname);
  if (otp) {
    proofs.push({ brand: sid, at: town.clock.now() });
    return { status: 201, body: { brand_registration_sid: sid } };
  }
  if (call.method === "POST") {
    if (known.status !== "FAILED") return twilioError(21_713, "This brand cannot be updated now.");
    Object.assign(known, { status: "PENDING", errors: [], sentAt: town.clock.now() });
  }
  review(town, state, known, "APPROVED");
  return { status: 200, body: brandResource(known) };
}

function makeBrand(town: Town, state: SmsState, account: Account, fields: Record<string, string>): Answer {
  const { bundles, brands } = state.registry;
  const isApproved = (sid = "") => bundles.get(sid)?.status === "twilio-approved";
  if (!isApproved(fields.CustomerProfileBundleSid) || !isApproved(fields.A2PProfileBundleSid))
    return twilioError(21_714, "The bundles must be approved before the brand is registered.");
  const brand: Reviewed = {
    ...{ sid: registrySid(state, "BN"), account: account.sid, fields, status: "PENDING", errors: [] },
    sentAt: town.clock.now(),
  };
  brands.set(brand.sid, brand);
  if (fields.BrandType === "SOLE_PROPRIETOR")
    state.registry.proofs.push({ brand: brand.sid, at: town.clock.now() });
  review(town, state, brand, "APPROVED");
  return { status: 201, body: brandResource(brand) };
}

const brandResource = ({ sid, account, fields, status, errors }: Reviewed) => ({
  sid,
  account_sid: account,
  customer_profile_bundle_sid: fields.CustomerProfileBundleSid,
  a2p_profile_bundle_sid: fields.A2PProfileBundleSid,
  brand_type: fields.BrandType ?? "STANDARD",
  skip_automatic_sec_vet: fields.SkipAutomaticSecVet === "true",
  status,
  errors,
  failure_reason: null,
  identity_status: status === "APPROVED" ? "VERIFIED" : "UNVERIFIED",
});

const NEEDED = ["Description", "MessageFlow", "HasEmbeddedLinks", "HasEmbeddedPhone"];

function answerCampaign(
  town: Town,
  state: SmsState,
  account: Account,
  call: HostCall,
  { service, sid }: { service: string; sid: string | undefined },
): Answer {
  const { campaigns } = state.registry;
  const mine = [...campaigns.values()].filter(
    (one) => one.account === account.sid && one.service === service,
  );
  if (!sid && call.method === "GET") return listed("compliance", mine.map(campaignResource), call);
  const fields = formOf(call);
  const samples = new URLSearchParams(call.body.toString()).getAll("MessageSamples");
  const missing = call.method === "POST" && NEEDED.find((name) => !fields[name]);
  if (missing || (call.method === "POST" && samples.length < 2))
    return twilioError(21_727, `Missing required parameter ${missing || "MessageSamples"}`);
  if (!sid) return makeCampaign(town, state, account, { service, fields, samples, isFirst: !mine.length });
  const known = mine.find((one) => one.sid === sid);
  if (!known) return notFound(call.url.pathname);
  if (call.method === "POST") {
    if (known.status !== "FAILED") return twilioError(21_730, "Only a failed campaign can be updated.");
    Object.assign(known, { status: "IN_PROGRESS", errors: [], sentAt: town.clock.now(), samples });
    Object.assign(known.fields, fields);
  }
  review(town, state, known, "VERIFIED");
  return { status: 200, body: campaignResource(known) };
}

interface Asked {
  service: string;
  fields: Record<string, string>;
  samples: string[];
  isFirst: boolean;
}

function makeCampaign(town: Town, state: SmsState, account: Account, asked: Asked): Answer {
  const { service, fields, samples, isFirst } = asked;
  if (!isFirst) return twilioError(21_710, "This messaging service has a campaign already.");
  if (state.registry.brands.get(fields.BrandRegistrationSid ?? "")?.status !== "APPROVED")
    return twilioError(21_712, "The brand is not approved.");
  const campaign: CampaignPlayed = {
    ...{ sid: registrySid(state, "QE"), account: account.sid, service, fields, samples },
    ...{ status: "IN_PROGRESS", errors: [], sentAt: town.clock.now() },
  };
  state.registry.campaigns.set(campaign.sid, campaign);
  review(town, state, campaign, "VERIFIED");
  return { status: 201, body: campaignResource(campaign) };
}

const campaignResource = ({ sid, account, service, fields, samples, status, errors }: CampaignPlayed) => ({
  sid,
  account_sid: account,
  messaging_service_sid: service,
  brand_registration_sid: fields.BrandRegistrationSid,
  description: fields.Description,
  message_flow: fields.MessageFlow,
  message_samples: samples,
  us_app_to_person_usecase: fields.UsAppToPersonUsecase,
  campaign_status: status,
  errors,
  rate_limits:
    status === "VERIFIED" ? { att: { mps: 4500, msg_class: "A" }, tmobile: { brand_tier: "LOW_MID" } } : null,
});

function review(town: Town, { registry }: SmsState, one: Reviewed, good: string): void {
  const { reviewMs } = registry;
  // Whose phone has to answer is decided by whoever holds it.
  if (
    reviewMs === null ||
    one.fields.BrandType === "SOLE_PROPRIETOR" ||
    one.sentAt === null ||
    !["PENDING", "IN_PROGRESS"].includes(one.status)
  )
    return;
  if (town.clock.now() >= one.sentAt + reviewMs) one.status = good;
}

/** Whether the networks of the United States know whose number it is. */
export const isRegistered = (state: SmsState, account: Account, number: string): boolean =>
  [...state.registry.campaigns.values()].some(
    ({ service, status }) => status === "VERIFIED" && serviceOf(account, number)?.sid === service,
  );
