import { createHash } from "node:crypto";
import { type Answer, type HostCall, refusal, type Town } from "../town-types.ts";
import { notFound, twilioError } from "./errors.ts";
import { numberSidOf } from "./numbers.ts";
import type { Account, SmsState } from "./sms-types.ts";

export interface Verification {
  sid: string;
  account: string;
  fields: Record<string, string>;
  status: "PENDING_REVIEW" | "IN_REVIEW" | "TWILIO_APPROVED" | "TWILIO_REJECTED";
  code: number | null;
  reason: string | null;
  editAllowed: boolean;
}

const NEEDED = [
  "BusinessName",
  "BusinessWebsite",
  "NotificationEmail",
  "UseCaseCategories",
  "UseCaseSummary",
  "ProductionMessageSample",
  "OptInImageUrls",
  "OptInType",
  "MessageVolume",
];

const PATH = /^\/v1\/Tollfree\/Verifications(?:\/(HH[0-9a-f]{32}))?$/;

/** `messaging.twilio.com/v1/Tollfree/Verifications`: create, fetch, and edit what was rejected. */
export function answerTollFree(state: SmsState, account: Account, call: HostCall): Answer | undefined {
  const [path, sid] = PATH.exec(call.url.pathname) ?? [];
  if (!path) return undefined;
  const fields = Object.fromEntries(new URLSearchParams(call.body.toString()));
  if (!sid) return call.method === "POST" ? create(state, account, fields) : undefined;
  const known = state.verifications.get(sid);
  if (known?.account !== account.sid) return notFound(path);
  if (call.method === "POST") {
    if (known.status !== "TWILIO_REJECTED" || !known.editAllowed)
      return twilioError(22_015, "This verification cannot be edited.");
    Object.assign(known, { status: "PENDING_REVIEW", code: null, reason: null });
    Object.assign(known.fields, fields);
  }
  return { status: 200, body: resource(known) };
}

function create(state: SmsState, account: Account, fields: Record<string, string>): Answer {
  const missing = [...NEEDED, "TollfreePhoneNumberSid"].find((name) => !fields[name]);
  if (missing) return twilioError(20_001, `Missing required parameter ${missing} in the post body`);
  const number = account.numbers.find((one) => numberSidOf(one) === fields.TollfreePhoneNumberSid);
  if (!number) return twilioError(20_404, "The Phone Number was not found");
  const id = createHash("sha256").update(`${account.sid} ${number}`).digest("hex").slice(0, 32);
  const verification: Verification = {
    sid: `HH${id}`,
    account: account.sid,
    fields,
    status: "PENDING_REVIEW",
    code: null,
    reason: null,
    editAllowed: false,
  };
  state.verifications.set(verification.sid, verification);
  return { status: 201, body: resource(verification) };
}

const resource = ({ sid, account, fields, status, code, reason, editAllowed }: Verification) => ({
  sid,
  account_sid: account,
  tollfree_phone_number_sid: fields.TollfreePhoneNumberSid,
  business_name: fields.BusinessName,
  status,
  rejection_reason: reason,
  error_code: code,
  edit_allowed: editAllowed,
});

/** Who reviews at Twilio decides. */
export function addTollFreeControl(town: Town, state: SmsState): void {
  town.control("GET /sms/toll-free", () => ({ verifications: [...state.verifications.values()] }));
  town.control("POST /sms/toll-free/:sid", ({ params, body }) => {
    const known = state.verifications.get(params.sid ?? "");
    if (!known) throw refusal(404, "nobody asked for this verification");
    return Object.assign(known, body as Partial<Verification>);
  });
}
