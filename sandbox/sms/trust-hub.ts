import { createHash } from "node:crypto";
import type { Answer, HostCall, Town } from "../town-types.ts";
import { notFound, twilioError } from "./errors.ts";
import type { Bundle, Filed } from "./register-types.ts";
import type { Account, SmsState } from "./sms-types.ts";
import { tellReview } from "./tell-review.ts";

const BUNDLES =
  /^\/v1\/(CustomerProfiles|TrustProducts)(?:\/(BU[0-9a-f]{32})(?:\/(EntityAssignments|Evaluations))?)?$/;
const FILED = /^\/v1\/(EndUsers|SupportingDocuments)(?:\/((?:IT|RD)[0-9a-f]{32}))?$/;
const ADDRESSES = /^\/2010-04-01\/Accounts\/AC[0-9a-f]{32}\/Addresses(?:\/(AD[0-9a-f]{32}))?\.json$/;

/** The policies of the guides, and what a bundle must hold to comply with each. */
export const PRIMARY = "RN6433641899984f951173ef1738c3bdd0";
export const COMPANY = "RNdfbf3fae0e1107f8aded0e7cead80bf5";
const POLICIES: Record<string, string[]> = {
  [COMPANY]: [
    "customer_profile_business_information",
    "authorized_representative_1",
    "customer_profile_address",
    PRIMARY,
  ],
  RN806dd6cd175f314e1f96a9727ee271f4: [
    "starter_customer_profile_information",
    "customer_profile_address",
    PRIMARY,
  ],
  RNb0d4771c2c98518d916a3d4cd70a8f8b: [
    "us_a2p_messaging_profile_information",
    "RNdfbf3fae0e1107f8aded0e7cead80bf5",
  ],
  RN670d5d2e282a6130ae063b234b6019c8: ["sole_proprietor_information", "RN806dd6cd175f314e1f96a9727ee271f4"],
};

/** `trusthub.twilio.com`: bundles, what is in them, whether they comply, and their review. */
export function answerTrustHub(
  town: Town,
  state: SmsState,
  account: Account,
  call: HostCall,
): Answer | undefined {
  const bundle = BUNDLES.exec(call.url.pathname);
  if (bundle) return answerBundle(town, state, account, call, bundle);
  const filed = FILED.exec(call.url.pathname);
  if (!filed) return undefined;
  return answerFiled(state, account, call, { kind: filed[1] as Filed["kind"], sid: filed[2] });
}

/** The old API's addresses, which documents name. */
export function answerAddresses(state: SmsState, account: Account, call: HostCall): Answer | undefined {
  const [path, sid] = ADDRESSES.exec(call.url.pathname) ?? [];
  return path ? answerFiled(state, account, call, { kind: "Addresses", sid }) : undefined;
}

export const formOf = (call: HostCall) => Object.fromEntries(new URLSearchParams(call.body.toString()));

const PREFIX = { EndUsers: "IT", SupportingDocuments: "RD", Addresses: "AD", bundle: "BU" };

/** Ids that say nothing, the same in every run. */
export function registrySid(state: SmsState, prefix: string): string {
  state.count += 1;
  return prefix + createHash("sha256").update(`registry ${state.count}`).digest("hex").slice(0, 32);
}

export const listed = (key: string, rows: unknown[], call: HostCall): Answer => ({
  status: 200,
  body: { [key]: rows, meta: { page: 0, page_size: 1000, next_page_url: null, key, url: call.url.href } },
});

function answerFiled(
  state: SmsState,
  account: Account,
  call: HostCall,
  { kind, sid }: { kind: Filed["kind"]; sid: string | undefined },
): Answer | undefined {
  const { filed } = state.registry;
  const mine = [...filed.values()].filter((one) => one.account === account.sid && one.kind === kind);
  const key = kind === "Addresses" ? "addresses" : "results";
  if (!sid && call.method === "GET") return listed(key, mine.map(filedResource), call);
  const fields = formOf(call);
  if (!sid) {
    const made: Filed = { sid: registrySid(state, PREFIX[kind]), account: account.sid, kind, fields };
    filed.set(made.sid, made);
    return { status: 201, body: filedResource(made) };
  }
  const known = mine.find((one) => one.sid === sid);
  if (!known) return notFound(call.url.pathname);
  if (call.method === "POST") Object.assign(known.fields, fields);
  return { status: 200, body: filedResource(known) };
}

const filedResource = ({ sid, account, fields }: Filed) => ({
  sid,
  account_sid: account,
  friendly_name: fields.FriendlyName ?? null,
  type: fields.Type ?? null,
  attributes: fields.Attributes ? JSON.parse(fields.Attributes) : null,
});

function answerBundle(
  town: Town,
  state: SmsState,
  account: Account,
  call: HostCall,
  [, kind, sid, more]: RegExpExecArray,
): Answer | undefined {
  const { bundles } = state.registry;
  if (!sid) return allBundles(state, account, call, kind as Bundle["kind"]);
  const bundle = bundles.get(sid);
  if (bundle?.account !== account.sid || bundle.kind !== kind) return notFound(call.url.pathname);
  if (more === "EntityAssignments") return answerParts(state, bundle, call);
  if (more === "Evaluations") return evaluate(state, bundle, call);
  if (call.method === "POST") return changeBundle(town, state, bundle, call);
  review(town, state, bundle);
  return { status: 200, body: bundleResource(bundle) };
}

function allBundles(state: SmsState, account: Account, call: HostCall, kind: Bundle["kind"]): Answer {
  const { bundles } = state.registry;
  if (call.method === "GET") {
    const { PolicySid, Status } = Object.fromEntries(call.url.searchParams);
    const found = [...bundles.values()].filter(
      (one) =>
        one.account === account.sid &&
        one.kind === kind &&
        (!PolicySid || one.fields.PolicySid === PolicySid) &&
        (!Status || one.status === Status),
    );
    return listed("results", found.map(bundleResource), call);
  }
  const fields = formOf(call);
  if (fields.PolicySid === PRIMARY)
    return twilioError(20_001, "This operation is restricted via API for Primary Customer Profiles.");
  if (!POLICIES[fields.PolicySid ?? ""] || !fields.Email || !fields.FriendlyName)
    return twilioError(20_001, "Missing required parameter in the post body");
  const bundle: Bundle = {
    ...{ sid: registrySid(state, PREFIX.bundle), account: account.sid, kind, fields },
    ...{ status: "draft", errors: [], sentAt: null, parts: [] },
  };
  bundles.set(bundle.sid, bundle);
  return { status: 201, body: bundleResource(bundle) };
}

function changeBundle(town: Town, state: SmsState, bundle: Bundle, call: HostCall): Answer {
  const { Status, ...fields } = formOf(call);
  Object.assign(bundle.fields, fields);
  if (Status === "pending-review") {
    if (!complies(state, bundle)) return twilioError(22_217, "The bundle is not compliant.");
    Object.assign(bundle, { status: "pending-review", errors: [], sentAt: town.clock.now() });
    tellReview(town, state, bundle);
    review(town, state, bundle);
    const { reviewMs } = state.registry;
    if (reviewMs) town.clock.at(town.clock.now() + reviewMs, () => review(town, state, bundle));
  }
  return { status: 200, body: bundleResource(bundle) };
}

function answerParts({ registry }: SmsState, bundle: Bundle, call: HostCall): Answer {
  const url = call.url.href;
  const resource = (ObjectSid: string) => ({ sid: `BV${ObjectSid.slice(2)}`, object_sid: ObjectSid, url });
  if (call.method === "GET") return listed("results", bundle.parts.map(resource), call);
  const { ObjectSid = "" } = formOf(call);
  if (!registry.filed.has(ObjectSid) && !registry.bundles.has(ObjectSid))
    return twilioError(20_404, `The requested resource ${ObjectSid} was not found`);
  if (bundle.parts.includes(ObjectSid)) return twilioError(22_214, "It is assigned to this bundle already.");
  bundle.parts.push(ObjectSid);
  return { status: 201, body: resource(ObjectSid) };
}

/** What kinds a bundle holds, by the type of a person or document or the policy of another bundle. */
function held({ registry }: SmsState, { parts }: Bundle): string[] {
  return parts.map(
    (sid) => registry.filed.get(sid)?.fields.Type ?? registry.bundles.get(sid)?.fields.PolicySid ?? "",
  );
}

const wantedBy = ({ fields }: Bundle) => POLICIES[fields.PolicySid ?? ""] ?? [];

const complies = (state: SmsState, bundle: Bundle): boolean =>
  wantedBy(bundle).every((kind) => held(state, bundle).includes(kind));

function evaluate(state: SmsState, bundle: Bundle, call: HostCall): Answer {
  const there = held(state, bundle);
  const results = wantedBy(bundle).map((kind) => ({
    friendly_name: kind,
    passed: there.includes(kind),
    failure_reason: there.includes(kind) ? null : `${kind} is missing`,
  }));
  const status = complies(state, bundle) ? "compliant" : "noncompliant";
  return { status: 201, body: { sid: `EL${bundle.sid.slice(2)}`, status, results, url: call.url.href } };
}

/** Approves what has been looked at for long enough, where reviews go by themselves. */
function review(town: Town, state: SmsState, bundle: Bundle): void {
  const { reviewMs } = state.registry;
  if (reviewMs === null || bundle.sentAt === null || bundle.status !== "pending-review") return;
  if (town.clock.now() < bundle.sentAt + reviewMs) return;
  bundle.status = "twilio-approved";
  tellReview(town, state, bundle);
}

const bundleResource = ({ sid, account, fields, status, errors }: Bundle) => ({
  sid,
  account_sid: account,
  policy_sid: fields.PolicySid,
  friendly_name: fields.FriendlyName,
  email: fields.Email,
  status,
  errors,
});
