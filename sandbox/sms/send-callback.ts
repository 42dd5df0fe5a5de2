import { randomUUID } from "node:crypto";
import type { Town } from "../town-types.ts";
import { twilioSignature } from "./signature.ts";
import type { Account, CallbackLog, Message, MessageStatus, SmsState } from "./sms-types.ts";

const PATIENCE_MS = 15_000;

/** Tells the message's StatusCallback, if it has one, of one status. */
export async function sendCallback(
  town: Town,
  state: SmsState,
  account: Account,
  message: Message,
  step: { status: MessageStatus; errorCode: number | null },
): Promise<void> {
  if (!message.statusCallback) return;
  const params = statusParams(town, message, step);
  await postSigned(town, state, {
    ...{ account, sid: message.sid, url: message.statusCallback, params, kind: "status" },
  });
}

export interface SignedPost {
  account: Account;
  /** Of the message or bundle that it tells of. */
  sid: string;
  url: string;
  params: Record<string, string>;
  kind: CallbackLog["kind"];
  /** For tests of refusal: a signature of another token. */
  forged?: boolean;
}

/**
 * POSTs a form as Twilio does: signed, and again as often and for such faults as the address's fragment asks for
 * (`#rc=5&rp=5xx,ct,rt`: Twilio, "Webhook connection overrides"); unasked, once more where no connection was made.
 */
export async function postSigned(town: Town, state: SmsState, post: SignedPost): Promise<CallbackLog> {
  const status = post.params.MessageStatus ?? post.params.SmsStatus ?? post.params.Status ?? "";
  const log: CallbackLog = {
    at: town.clock.iso(),
    sid: post.sid,
    kind: post.kind,
    status,
    url: post.url,
    answered: null,
    error: null,
  };
  const token = randomUUID();
  const { url, most, isAgain } = overridesOf(post.url);
  for (let attempt = 0; attempt <= most; attempt++) {
    await tryPost({ ...post, url }, token, log);
    if (!isAgain(log.answered)) break;
  }
  state.callbacks.push(log);
  town.announce({ kind: "sms-callback", sid: log.sid, status, answered: log.answered });
  return log;
}

/** The fragment is Twilio's own: it is neither sent nor signed. */
function overridesOf(given: string) {
  const [url = "", fragment = ""] = given.split("#", 2);
  const asked = new URLSearchParams(fragment);
  const policies = (asked.get("rp") ?? "ct").split(",");
  const covers = (policy: string) => policies.includes(policy) || policies.includes("all");
  return {
    url,
    most: Math.min(Number(asked.get("rc") ?? 1), 5),
    isAgain: (answered: number | null) =>
      answered === null ? covers("ct") || covers("rt") : answered >= 500 && covers("5xx"),
  };
}

async function tryPost(post: SignedPost, idempotencyToken: string, log: CallbackLog): Promise<void> {
  const signingToken = post.forged ? "f".repeat(32) : post.account.token;
  try {
    const answer = await fetch(post.url, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded; charset=utf-8",
        "x-twilio-signature": twilioSignature(signingToken, post.url, post.params),
        "i-twilio-idempotency-token": idempotencyToken,
        "user-agent": "TwilioProxy/1.1",
        accept: "*/*",
      },
      body: new URLSearchParams(post.params),
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: "manual",
    });
    await answer.arrayBuffer();
    log.answered = answer.status;
    log.error = answer.ok ? null : `11200 the webhook answered ${answer.status}`;
  } catch (error) {
    log.error = `11200 ${error instanceof Error ? String(error.cause ?? error.message) : error}`;
  }
}

function statusParams(
  town: Town,
  message: Message,
  step: { status: MessageStatus; errorCode: number | null },
): Record<string, string> {
  return {
    SmsSid: message.sid,
    SmsStatus: step.status,
    To: message.to,
    MessageSid: message.sid,
    AccountSid: message.account,
    From: message.from ?? "",
    ApiVersion: "2010-04-01",
    MessageStatus: step.status,
    ...(message.messagingServiceSid ? { MessagingServiceSid: message.messagingServiceSid } : {}),
    ...(step.errorCode === null ? {} : { ErrorCode: String(step.errorCode) }),
    ...(step.status === "delivered" ? { RawDlrDoneDate: receiptDate(town) } : {}),
  };
}

/** `2605041122`: the carrier's yyMMddHHmm. */
function receiptDate(town: Town): string {
  return town.clock.iso().replace(/\D/g, "").slice(2, 12);
}
