import { z } from "zod";
import {
  addressOf,
  businessOf,
  messagingOf,
  policiesOf,
  PRIMARY_POLICY,
  representativeOf,
} from "#app/channels/ten-dlc-forms.ts";
import {
  keepResource,
  Made,
  printOf,
  rejectionsOf,
  sidOf,
  type Step,
  type StepContext,
  type Stepped,
  TRUST,
} from "#app/channels/ten-dlc-step.server.ts";
import { businessIn, NO_PRIMARY, type TenDlcFacts } from "#app/channels/ten-dlc.ts";
import { apiOf } from "#app/channels/twilio-api.server.ts";
import { rest, restList } from "#app/channels/twilio-rest.server.ts";
import { registrationUrl } from "#app/channels/webhook-url.ts";

/** Everything that Twilio's TrustHub is told of the business, in the order in which one thing needs the other. */
export const bundleSteps: Step[] = [
  { name: "primary", run: findPrimary },
  { name: "profile", run: keepProfile },
  {
    name: "business",
    run: (context) => keepPerson(context, "business", businessOf(businessIn(context.facts))),
  },
  { name: "representative", run: keepRepresentative },
  { name: "address", run: keepAddress },
  { name: "document", run: keepDocument },
  { name: "profile-parts", run: (context) => assign(context, "profile", profileParts(context)) },
  { name: "profile-sent", run: (context) => send(context, "profile", profileParts(context)) },
  { name: "profile-approved", run: (context) => watch(context, "profile") },
  { name: "bundle", run: (context) => keepBundle(context, "bundle") },
  {
    name: "messaging",
    run: (context) => keepPerson(context, "messaging", messagingOf(businessIn(context.facts))),
  },
  { name: "bundle-parts", run: (context) => assign(context, "bundle", BUNDLE_PARTS) },
  { name: "bundle-sent", run: (context) => send(context, "bundle", BUNDLE_PARTS) },
  { name: "bundle-approved", run: (context) => watch(context, "bundle") },
];

/** What a profile is made of, which one that is there already has. */
const PROFILE_STEPS = ["primary", "business", "representative", "address", "document"];

/** What was chosen among the approved needs nothing of what it is made of. */
export const isMadeAlready = (step: string, { answers }: TenDlcFacts): boolean =>
  answers.brand === "known"
    ? bundleSteps.some(({ name }) => name === step)
    : answers.profileSid !== "" && [...PROFILE_STEPS, "profile-parts", "profile-sent"].includes(step);

type Kind = "profile" | "bundle";
const HOMES: Record<Kind, string> = {
  profile: `${TRUST}/CustomerProfiles`,
  bundle: `${TRUST}/TrustProducts`,
};

const BUNDLE_PARTS = ["messaging", "profile"];
const profileParts = ({ facts }: StepContext) =>
  ["business", representativeOf(businessIn(facts)) && "representative", "document", "primary"].filter(
    (part) => part !== null,
  );

const Profile = z.looseObject({ sid: z.string(), policy_sid: z.string(), status: z.string() });

/** The account's own profile, approved in Twilio's console: ours hangs on it. */
async function findPrimary({ account, facts }: StepContext): Promise<Stepped> {
  const { primarySid } = businessIn(facts);
  if (facts.made.primary && (!primarySid || facts.made.primary.sid === primarySid)) return { as: "done" };
  if (primarySid) return { as: "done", made: { sid: primarySid, of: "given" } };
  const all = await restList(account, `${HOMES.profile}?PolicySid=${PRIMARY_POLICY}&Status=twilio-approved`, {
    key: "results",
    item: Profile,
  });
  if (all.as !== "ok") return all;
  const found = all.body.find((one) => one.policy_sid === PRIMARY_POLICY && one.status === "twilio-approved");
  return found
    ? { as: "done", made: { sid: found.sid, of: "found" } }
    : { as: "refused", rejections: [{ code: NO_PRIMARY, because: "", fields: [] }] };
}

async function keepProfile(context: StepContext): Promise<Stepped> {
  const { profileSid } = businessIn(context.facts);
  if (!profileSid) return keepBundle(context, "profile");
  const isKept = context.facts.made.profile?.sid === profileSid;
  return isKept ? { as: "done" } : { as: "done", made: { sid: profileSid, of: "chosen" } };
}

const keepBundle = (context: StepContext, kind: Kind): Promise<Stepped> =>
  keepResource(context, kind, {
    url: HOMES[kind],
    key: "results",
    says: { Email: businessIn(context.facts).notify },
    once: { PolicySid: policiesOf(businessIn(context.facts))[kind] },
  });

const keepPerson = (
  context: StepContext,
  step: string,
  { type, attributes }: { type: string; attributes: Record<string, string> },
): Promise<Stepped> =>
  keepResource(context, step, {
    url: `${TRUST}/EndUsers`,
    key: "results",
    says: { Attributes: JSON.stringify(attributes) },
    once: { Type: type },
  });

async function keepRepresentative(context: StepContext): Promise<Stepped> {
  const person = representativeOf(businessIn(context.facts));
  return person ? keepPerson(context, "representative", person) : { as: "done" };
}

/** An address cannot move to another country: there it is another address. */
async function keepAddress(context: StepContext): Promise<Stepped> {
  const { made } = context.facts;
  const answers = businessIn(context.facts);
  const api = apiOf(context.account);
  const came = await keepResource(context, addressStep(context), {
    url: `${api}/Addresses.json`,
    one: (sid) => `${api}/Addresses/${sid}.json`,
    key: "addresses",
    says: addressOf(answers),
    once: { IsoCountry: answers.country },
  });
  if (came.as === "done" && came.made) made[addressStep(context)] = came.made;
  return came;
}

const addressStep = ({ facts }: Pick<StepContext, "facts">) => `address-${businessIn(facts).country}`;

function keepDocument(context: StepContext): Promise<Stepped> {
  return keepResource(context, "document", {
    url: `${TRUST}/SupportingDocuments`,
    key: "results",
    says: { Attributes: JSON.stringify({ address_sids: sidOf(context, addressStep(context)) }) },
    once: { Type: "customer_profile_address" },
  });
}

const Assigned = z.looseObject({ object_sid: z.string() });

/** Puts the parts into the bundle that are not in it yet. */
async function assign(context: StepContext, kind: Kind, parts: string[]): Promise<Stepped> {
  const sids = parts.map((part) => sidOf(context, part));
  const of = printOf(sids);
  if (context.facts.made[`${kind}-parts`]?.of === of) return { as: "done" };
  const url = `${HOMES[kind]}/${sidOf(context, kind)}/EntityAssignments`;
  const there = await restList(context.account, url, { key: "results", item: Assigned });
  if (there.as !== "ok") return there;
  for (const ObjectSid of sids) {
    if (there.body.some(({ object_sid }) => object_sid === ObjectSid)) continue;
    const put = await rest(context.account, url, Made, { ObjectSid });
    if (put.as !== "ok") return put;
  }
  return { as: "done", made: { sid: sidOf(context, kind), of } };
}

const Status = z.looseObject({ status: z.string(), errors: z.unknown() });
const Evaluation = z.looseObject({
  status: z.string(),
  results: z
    .array(
      z.looseObject({
        friendly_name: z.string().nullish(),
        passed: z.boolean().nullish(),
        failure_reason: z.string().nullish(),
        error_code: z.union([z.string(), z.number()]).nullish(),
      }),
    )
    .nullish(),
});

/** Asks Twilio's own rules first: what they refuse would only be refused by a reviewer days later. */
async function send(context: StepContext, kind: Kind, parts: string[]): Promise<Stepped> {
  const { account, facts } = context;
  const step = `${kind}-sent`;
  const sid = sidOf(context, kind);
  const of = printOf([...parts, `${kind}-parts`, addressStep(context)].map((part) => facts.made[part]?.of));
  if (facts.made[step]?.of === of) return { as: "done" };
  const url = `${HOMES[kind]}/${sid}`;
  const policy = { PolicySid: policiesOf(businessIn(facts))[kind] };
  const evaluated = await rest(account, `${url}/Evaluations`, Evaluation, policy);
  if (evaluated.as !== "ok") return evaluated;
  if (evaluated.body.status !== "compliant")
    return { as: "refused", rejections: missing(evaluated.body.results ?? []) };
  const now = await rest(account, url, Status);
  if (now.as !== "ok") return now;
  if (["draft", "twilio-rejected"].includes(now.body.status)) {
    const sent = await rest(account, url, Made, {
      Status: "pending-review",
      StatusCallback: registrationUrl(account.id),
    });
    if (sent.as !== "ok") return sent;
  }
  return { as: "done", made: { sid, of } };
}

function missing(results: NonNullable<z.infer<typeof Evaluation>["results"]>) {
  const failed = results.filter(({ passed }) => passed === false);
  const said = failed.map(({ friendly_name, failure_reason, error_code }) => ({
    code: error_code ? String(error_code) : null,
    because: failure_reason ?? "",
    fields: friendly_name ? [friendly_name] : [],
  }));
  return said.length > 0 ? said : rejectionsOf(null, "Twilio says that something is missing.");
}

/** Waits until Twilio has looked at it. */
async function watch(context: StepContext, kind: Kind): Promise<Stepped> {
  const { made } = context.facts;
  // One that was approved before we came was sent by somebody else.
  const { sid, of } = (made[kind]?.of === "chosen" ? made[kind] : made[`${kind}-sent`])!;
  if (made[`${kind}-approved`]?.of === of) return { as: "done" };
  const now = await rest(context.account, `${HOMES[kind]}/${sid}`, Status);
  if (now.as !== "ok") return now;
  if (now.body.status === "twilio-approved") return { as: "done", made: { sid, of } };
  if (now.body.status === "twilio-rejected")
    return {
      as: "refused",
      rejections: rejectionsOf(now.body.errors, "Twilio rejected the business's details."),
    };
  return { as: "waits" };
}
