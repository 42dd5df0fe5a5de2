import { z } from "zod";
import type { Account } from "#app/channels/channel.ts";
import { type TollFreeAnswers, tollFreeUse, type Verified } from "#app/channels/toll-free.ts";
import { askTwilio, sayTwilioFault, type TwilioAnswer } from "#app/channels/twilio-api.server.ts";
import { listTwilioSenders } from "#app/channels/twilio-senders.server.ts";

const VERIFICATIONS = "https://messaging.twilio.com/v1/Tollfree/Verifications";

export type Asked = { ok: true; verified: Verified } | { ok: false; say: string };

/** Asks for a toll-free number's verification, or sends again what was rejected (`known`). */
export async function askTollFree(
  account: Account,
  { answers, known, at }: { answers: TollFreeAnswers; known: Verified | null; at: Date },
): Promise<Asked> {
  const form = new URLSearchParams({ ...answers, ...tollFreeUse(answers.BusinessName) });
  if (known) {
    form.set("EditReason", "Changed as the rejection asked");
    return read(
      await askTwilio(account, `${VERIFICATIONS}/${known.sid}`, { method: "POST", body: form }),
      at,
    );
  }
  const list = await listTwilioSenders(account);
  if (!list.ok) return list;
  const number = list.senders.find(({ sender }) => sender === account.sender);
  if (!number) return { ok: false, say: "Twilio no longer has this number in the account." };
  form.set("TollfreePhoneNumberSid", number.sid);
  return read(await askTwilio(account, VERIFICATIONS, { method: "POST", body: form }), at);
}

/** How far Twilio is with it now. */
export const fetchTollFree = async (account: Account, { sid }: Verified, at: Date): Promise<Asked> =>
  read(await askTwilio(account, `${VERIFICATIONS}/${sid}`), at);

const Resource = z.object({
  sid: z.string(),
  status: z.enum(["PENDING_REVIEW", "IN_REVIEW", "TWILIO_APPROVED", "TWILIO_REJECTED"]),
  rejection_reason: z.string().nullish(),
  error_code: z.number().nullish(),
  edit_allowed: z.boolean().nullish(),
});
const Refusal = z.object({ message: z.string() });

function read(answer: TwilioAnswer, at: Date): Asked {
  const said = answer.ok && answer.status < 300 ? Resource.safeParse(answer.body).data : null;
  if (said) {
    const { sid, status, rejection_reason: reason, error_code: code, edit_allowed: mayEdit } = said;
    return {
      ok: true,
      verified: {
        sid,
        status,
        reason: reason ?? null,
        code: code ? String(code) : null,
        mayEdit: mayEdit ?? false,
        checkedAt: at.toISOString(),
      },
    };
  }
  const refused = answer.ok && answer.status === 400 ? Refusal.safeParse(answer.body).data : null;
  return { ok: false, say: refused ? `Twilio refused it: ${refused.message}` : sayTwilioFault(answer) };
}
