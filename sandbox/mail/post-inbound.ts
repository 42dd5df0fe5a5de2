import type { Town } from "../town-types.ts";
import { type Form, mailgun, postmark, sendgrid } from "./inbound-forms.ts";
import type { Receiver } from "./mailbox.ts";
import type { Mail } from "./mail-types.ts";

export interface Posted {
  url: string;
  answered: number | null;
  error: string | null;
}

/** Posts a mail as the provider of parsed mail does: Postmark's JSON, Mailgun's and SendGrid's forms, or the bare bytes. */
export async function postInbound(
  town: Town,
  to: Receiver,
  mail: Mail,
  raw: Buffer,
  forged = false,
  triesLeft = 20,
): Promise<Posted> {
  const { body, headers } = formOf(town.clock.now(), to, mail, raw, forged);
  const basic = forged ? `${to.user}:wrong` : `${to.user}:${to.password}`;
  try {
    const answer = await fetch(to.url, {
      method: "POST",
      headers: {
        ...headers,
        ...(to.style !== "mailgun" && { authorization: `Basic ${Buffer.from(basic).toString("base64")}` }),
      },
      body,
    });
    await answer.arrayBuffer();
    // Busy: every receiver comes again, in minutes; here it is at once.
    if (answer.status === 503 && triesLeft > 0)
      return postInbound(town, to, mail, raw, forged, triesLeft - 1);
    return { url: to.url, answered: answer.status, error: null };
  } catch (error) {
    return { url: to.url, answered: null, error: String(error) };
  }
}

/** As its provider writes it. A forger has another signing key, or none, and another password. */
function formOf(at: number, to: Receiver, mail: Mail, raw: Buffer, forged: boolean): Form {
  switch (to.style) {
    case "mailgun":
      return mailgun(mail, raw, { at, key: forged ? "another" : to.signingKey });
    case "sendgrid":
      return sendgrid(mail, raw, { at, signs: to.signs && !forged });
    case "postmark":
      return json(postmark(mail, raw));
    case "raw":
      return { body: new Uint8Array(raw), headers: { "content-type": "message/rfc822" } };
  }
}

const json = (body: object): Form => ({
  body: new Uint8Array(Buffer.from(JSON.stringify(body))),
  headers: { "content-type": "application/json" },
});
