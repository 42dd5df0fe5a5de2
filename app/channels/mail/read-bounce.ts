/** What a mail server or mailbox provider reports of a mail of ours. */
export interface Bounce {
  state: "failed" | "delivered" | "delayed" | "complaint";
  recipient: string | null;
  /** RFC 3463: "5.1.1"; "complaint" for a report of spam. */
  code: string;
  /** The address itself is at fault, now and tomorrow. */
  isBadAddress: boolean;
}

export interface Reported {
  /** The text of message/delivery-status or message/feedback-report, where there is one. */
  status: string | null;
  text: string;
  /** Gmail's own mark of a bounce that has no status part. */
  failedRecipients: string | null;
  isComplaint: boolean;
  /** Its headers call it a delivery report, whether or not it has the part for machines. */
  isReport: boolean;
}

/** Reads a delivery status notification (RFC 3464), an abuse report (RFC 5965) or a bounce in plain words; else null. */
export function readBounce(reported: Reported): Bounce | null {
  const { status, text, failedRecipients, isComplaint, isReport } = reported;
  if (isComplaint)
    return {
      state: "complaint",
      recipient: fieldOf(status, "original-rcpt-to"),
      code: "complaint",
      isBadAddress: false,
    };
  if (status) return readStatus(status);
  if (!failedRecipients && !isReport) return null;
  const said = text.slice(0, LONGEST_REPORT);
  const code = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(said)?.[1] ?? "5.0.0";
  const recipient = failedRecipients?.trim() ?? ADDRESS.exec(said)?.[0] ?? null;
  return { state: "failed", recipient, code, isBadAddress: isBad(code, said) };
}

/** A server says first what went wrong; below it stands the mail that came back, in any stranger's words. */
const LONGEST_REPORT = 20_000;
/** Of no longer parts than an address has (RFC 5321, 4.5.3.1): else one long word takes the square of its length. */
const ADDRESS = /[^\s<>,;:"@]{1,64}@[^\s<>,;:"@]{1,255}/;

function readStatus(status: string): Bounce | null {
  const action = /^(\w+)/.exec(fieldOf(status, "action") ?? "")?.[1]?.toLowerCase();
  const state = STATES[action ?? ""];
  if (!state) return null;
  const diagnostic = fieldOf(status, "diagnostic-code") ?? "";
  const code = /\d\.\d{1,3}\.\d{1,3}/.exec(fieldOf(status, "status") ?? "")?.[0] ?? "5.0.0";
  const recipient =
    addressIn(fieldOf(status, "original-recipient")) ?? addressIn(fieldOf(status, "final-recipient"));
  return { state, recipient, code, isBadAddress: state === "failed" && isBad(code, diagnostic) };
}

/** "relayed" and "expanded" mean that it left for somewhere that reports nothing: sent, as it was. */
const STATES: Record<string, Bounce["state"]> = {
  failed: "failed",
  delivered: "delivered",
  delayed: "delayed",
};

/** The addressee or their domain does not exist (RFC 3463, 3.2); a full mailbox or a policy may go better tomorrow. */
function isBad(code: string, words: string): boolean {
  if (isBadAddressCode(code)) return true;
  return (
    /^5/.test(code) &&
    /user unknown|unknown (user|address)|no such (user|mailbox)|does not exist/i.test(words)
  );
}

/** Whether a failure's code says that the address is at fault: what is bad by its words is given such a code. */
export const isBadAddressCode = (code: string): boolean => /^5\.1\.(1|2|3|6|10)$/.test(code);

function fieldOf(fields: string | null, name: string): string | null {
  const unfolded = fields?.replace(/\r?\n[ \t]+/g, " ") ?? "";
  return new RegExp(`^${name}:[ \\t]*(.+)$`, "im").exec(unfolded)?.[1]?.trim() ?? null;
}

/** `rfc822; ada@example.com` */
const addressIn = (field: string | null) => field?.split(";").at(-1)?.trim().toLowerCase() || null;
