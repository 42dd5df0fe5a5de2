import type { Registration } from "#app/channels/registrations.ts";
import { NO_PRIMARY, type Rejection, type TenDlcFacts } from "#app/channels/ten-dlc.ts";

const MEANWHILE = "Chat and email work meanwhile.";

/** How far a registration is and what is to be done, for the merchant. */
export function sayRegistration({
  state,
  step,
  facts,
}: Pick<Registration, "state" | "step" | "facts">): string {
  if (state === "approved")
    return ["Registered: texts to the United States may leave.", sayPace(facts.pace)]
      .filter(Boolean)
      .join(" ");
  if (state === "waiting") return `${waitingFor(step, facts)} ${MEANWHILE}`;
  if (state === "working") return `Being handed to Twilio. ${MEANWHILE}`;
  const why = [...new Set(facts.rejections.map(sayRejection))].join(" ");
  const next = mayMend(facts) ? "Then send it again." : "Twilio takes no other answers: ask its support.";
  return `${why} ${next} ${MEANWHILE}`;
}

/** Whether other answers may make it acceptable. */
export const mayMend = ({ rejections, isFinal }: Pick<TenDlcFacts, "rejections" | "isFinal">): boolean =>
  !isFinal && !rejections.some(({ code }) => code === HIGH_RISK);

/** "Ineligible for resubmission" (twilio.com/docs/api/errors/30885). */
const HIGH_RISK = "30885";

function waitingFor(step: string, { answers }: TenDlcFacts): string {
  if (step === "brand-approved" && answers.brand === "sole-proprietor")
    return `Twilio has texted ${answers.mobile}. Answer YES on that phone within 24 hours.`;
  return WAITS[step] ?? "With Twilio.";
}

const LOOKS = "Twilio looks at the business's details, which takes up to three days.";

const WAITS: Record<string, string> = {
  "profile-approved": LOOKS,
  "bundle-approved": LOOKS,
  "brand-approved": "The registry checks the business, which takes minutes, and seldom more than a week.",
  "campaign-approved":
    "The networks review what you text and how shoppers agree, which takes one to three weeks.",
};

function sayRejection({ code, because, fields }: Rejection): string {
  if (code === NO_PRIMARY) return PRIMARY;
  const where = fields.map((field) => field.replaceAll("_", " ").toLowerCase()).join(", ");
  const said = [because.trim().replace(/\.$/, "") || "no reason was given", code && `(${code})`]
    .filter(Boolean)
    .join(" ");
  const change = (code && CHANGES[code]) || (where ? `Change: ${where}.` : "Change what it names.");
  return `Rejected: ${said}. ${change}`;
}

const PRIMARY =
  "Twilio wants a primary business profile first, and takes it in its console alone: Trust Hub, Customer profiles. Where this is a sub-account, give that profile's SID below.";

const LETTER = "as they stand on the tax authority's letter (CP 575 or 147C in the United States)";
const ASK = "Check that your website, the examples and the way shoppers agree say the same.";

/** What to change, by Twilio's codes (twilio.com/docs/api/errors). */
const CHANGES: Record<string, string> = {
  "20003": "Connect the account again with its new token.",
  "21736": "Give a contact's address at your own domain.",
  "30729": "Check the country of the address.",
  "30751": "Give a mobile phone of the United States or Canada.",
  "30790": "Nothing to change.",
  "30791": "Nothing to change.",
  "30792": "Nothing to change.",
  "30795": `Write legal name and tax number ${LETTER}.`,
  "30796": "Correct stock exchange and ticker, or leave both empty.",
  "30797": "Choose another kind of business.",
  "30798": "Choose another kind of business, or correct the tax number.",
  "30799": `Write legal name, tax number and address ${LETTER}.`,
  "30883": "Change the examples: the networks forbid what they hold.",
  "30884": "Change the examples and say more plainly how shoppers agree.",
  "30886": "Say in the description who is texted, what about, and why.",
  "30889": "Name a phone number in the examples only where you text one.",
  "30892": "Link to your own domain in the examples, never to a shortener's.",
  "30893": "Name your shop in each example, and STOP in one.",
  "30896": "Say where the tick box stands, and that it is not ticked beforehand.",
  "30899": ASK,
  "30900": "Choose the other way to register.",
  "30902": ASK,
  "30909": "Name every place where shoppers agree, each with its open address and what is said there.",
};

/** A day at T-Mobile for the whole brand, whoever carries (reliability F41). */
const A_DAY: Record<string, string> = { TOP: "200,000", HIGH_MID: "40,000", LOW_MID: "10,000", LOW: "2,000" };

function sayPace(pace: TenDlcFacts["pace"]): string {
  const day = pace?.tMobileTier && A_DAY[pace.tMobileTier];
  return day ? `T-Mobile takes up to ${day} a day from you.` : "";
}
