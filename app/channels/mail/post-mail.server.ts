import type { Account, Outbound, SendResult } from "#app/channels/channel.ts";
import { mailOf } from "#app/channels/mail/mail-of.ts";
import { openTransport } from "#app/channels/mail/open-transport.server.ts";
import { watchData } from "#app/channels/mail/watch-data.ts";
import { refusalOfCode } from "#app/channels/provider-codes.ts";
import { NotPublic } from "#app/files/only-public.server.ts";

/** How long a mail server is given. */
interface Limits {
  /** Over before the mail has begun: it is tried again later. Over afterwards, it ends nothing. */
  begin: AbortSignal;
  /** Over before the server has said whether it took the mail: nobody knows. */
  answer: AbortSignal;
}

/** Gives a mail to the account's server. What that server may have taken is `unknown`, never tried again by itself. */
export async function postMail(account: Account, message: Outbound, limits: Limits): Promise<SendResult> {
  const mail = await mailOf(account, message);
  if (!mail) return { as: "refused", code: "FILE_GONE" };
  const data = watchData();
  const signal = AbortSignal.any([limits.answer, untilBegun(limits.begin, data.isBegun)]);
  const transport = openTransport(account, { ...data.options, socketTimeout: NO_OTHER });
  const stoppable = { ...mail, signal };
  try {
    const { messageId } = await transport.sendMail(stoppable);
    return { as: "accepted", externalId: messageId };
  } catch (error) {
    return readFault(signal.aborted ? { code: "ETIMEDOUT" } : error, data.isBegun());
  } finally {
    transport.close();
  }
}

/** Nodemailer has one limit for a silent server, alike before the mail and after it: ours go before. */
const NO_OTHER = 600_000;

function untilBegun(limit: AbortSignal, isBegun: () => boolean): AbortSignal {
  const late = new AbortController();
  const over = () => isBegun() || late.abort();
  if (limit.aborted) over();
  else limit.addEventListener("abort", over, { once: true });
  return late.signal;
}

interface SmtpFault {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

/** What the server said with a code of its own it did not take, and before DATA there was nothing to take. */
function readFault(error: unknown, isBegun: boolean): SendResult {
  const { code, command, responseCode, response = "" } = error as SmtpFault;
  const said = ENHANCED.exec(response)?.[1] ?? String(responseCode ?? code ?? "unknown");
  if (error instanceof NotPublic) return { as: "refused", code: said };
  if (responseCode && responseCode >= 500) return { as: "refused", code: said, ...effectOf(said, command) };
  if (responseCode && responseCode >= 400) return { as: "later", code: said, afterMs: 60_000 };
  return isBegun ? { as: "unknown", code: said } : { as: "later", code: said, afterMs: 60_000 };
}

/** RFC 3463: what is wrong, more finely than the three digits before it say. */
const ENHANCED = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/;

function effectOf(said: string, command?: string) {
  const effect = said.includes(".") ? refusalOfCode(said) : command === "RCPT TO" && ("bad-address" as const);
  return effect ? { effect } : {};
}
