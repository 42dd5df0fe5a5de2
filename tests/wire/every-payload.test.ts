import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { join } from "node:path";
import { startApp, stopApps } from "#tests/app.ts";
import { type Line, replayFolder } from "#tools/replay/replay-folder.ts";
import { hasWire, WIRE } from "./documented-sample.ts";

if (!hasWire) console.info("tests/wire/every-payload: ../shared/wire is not here, skipped");

const kept = (what: string) => ({ outcome: "applied", reason: `Kept: ${what}.` });
const ignored = (reason: string) => ({ outcome: "ignored", reason });
const parked = (reason: string) => ({ outcome: "parked", reason });

const MESSAGE = kept("a message of theirs");
const ECHO = kept("a message written elsewhere");
const STOP = kept("a message of theirs, marketing by sms revoked");
const report = (of: string) => kept(`a report of ${of}`);
const NOT_OURS = ignored("A bounce of a mail that is not ours.");

/** What comes of every webhook of a folder. What is not here is none: it is ignored, and its reason says so. */
const EXPECTED: Record<string, Record<string, { outcome: string; reason: string }>> = {
  twilio: {
    "inbound/mms-one-image.json": MESSAGE,
    "inbound/sms-help.json": MESSAGE,
    "inbound/sms-messaging-service.json": MESSAGE,
    "inbound/sms-plain.json": MESSAGE,
    "inbound/sms-stop-advanced-opt-out.json": STOP,
    "inbound/sms-stop-no-optouttype.json": STOP,
    "inbound/whatsapp-text.json": parked(
      "It came over another channel of Twilio's: WhatsApp is connected with Meta itself.",
    ),
    "status/queued.json": report("sent"),
    "status/sent.json": report("sent"),
    "status/delivered.json": report("delivered"),
    "status/undelivered-30003.json": report("failed 30003"),
    "status/failed-30007.json": report("failed 30007"),
  },
  meta: {
    "instagram/echo.json": ECHO,
    "instagram/message-text.json": MESSAGE,
    "instagram/postback.json": MESSAGE,
    "instagram/read.json": report("read"),
    "messenger/delivery.json": report("delivered"),
    "messenger/echo.json": ECHO,
    "messenger/message-text.json": MESSAGE,
    "messenger/postback.json": MESSAGE,
    // Up to a moment before which this shop had sent nothing.
    "messenger/read.json": { outcome: "applied", reason: "It found nothing here that it could change." },
    "whatsapp/callback_button.button.json": MESSAGE,
    "whatsapp/callback_button.quick_reply.json": MESSAGE,
    "whatsapp/callback_selection.callback.json": MESSAGE,
    "whatsapp/message.image.json": MESSAGE,
    "whatsapp/message.order.json": MESSAGE,
    "whatsapp/message.reaction.json": ignored("A reaction to a message asks for no answer."),
    "whatsapp/message.reply.json": MESSAGE,
    "whatsapp/message.text.json": MESSAGE,
    "whatsapp/message.unsupported.json": MESSAGE,
    "whatsapp/message.video.json": MESSAGE,
    "whatsapp/message_status.delivered.json": report("delivered"),
    "whatsapp/message_status.failed.json": report("failed whatsapp:130472"),
    "whatsapp/message_status.read.json": report("read"),
    "whatsapp/message_status.sent.json": report("sent"),
    "whatsapp/outgoing_message.text.json": ECHO,
    "whatsapp/status.failed-131047.json": report("failed whatsapp:131047"),
    "whatsapp/user_marketing_preferences.resume.json": {
      outcome: "applied",
      reason: "It found nothing here that it could change.",
    },
  },
  email: {
    "bounces-and-auto/sisimai/arf-01.eml": ignored("A report of spam on a mail that is not ours."),
    "bounces-and-auto/sisimai/is-not-bounce-01.eml": MESSAGE,
    "bounces-and-auto/sisimai/lhost-amazonses-01.eml": NOT_OURS,
    "bounces-and-auto/sisimai/lhost-gmail-01.eml": NOT_OURS,
    "bounces-and-auto/sisimai/lhost-office365-01.eml": NOT_OURS,
    "bounces-and-auto/sisimai/lhost-postfix-01.eml": NOT_OURS,
    "bounces-and-auto/sisimai/lhost-sendgrid-01.eml": NOT_OURS,
    "bounces-and-auto/sisimai/rfc3464-01.eml": NOT_OURS,
    "bounces-and-auto/sisimai/rfc3464-03.eml": NOT_OURS,
    // Absence notices are shown; that no robot answers them is email-app.test.ts's.
    "bounces-and-auto/sisimai/rfc3834-01.eml": MESSAGE,
    "bounces-and-auto/sisimai/rfc3834-02.eml": MESSAGE,
    "mime-other/chatwoot/auto_reply_with_auto_submitted.eml": MESSAGE,
    "mime-other/chatwoot/bounced_with_no_from.eml": parked("The mail does not say who sent it."),
    "mime-other/chatwoot/in_reply_to.eml": MESSAGE,
    "mime-other/chatwoot/mail_with_quote.eml": MESSAGE,
    "mime-other/chatwoot/notification.eml": MESSAGE,
    "mime-other/chatwoot/only_html.eml": MESSAGE,
    "mime-other/chatwoot/references.eml": MESSAGE,
    "mime-replies/fiedl/email_multipart.eml": MESSAGE,
    "mime-replies/fiedl/email_text.eml": MESSAGE,
    "mime-replies/talon/android.eml": MESSAGE,
    "mime-replies/talon/apple_mail.eml": MESSAGE,
    "mime-replies/talon/gmail.eml": MESSAGE,
    "mime-replies/talon/hotmail.eml": MESSAGE,
    "mime-replies/talon/iphone.eml": MESSAGE,
    "mime-replies/talon/outlook.eml": MESSAGE,
    "mime-replies/talon/thunderbird.eml": MESSAGE,
  },
};

describe.skipIf(!hasWire)("every payload, replayed", () => {
  let appUrl: string;
  beforeAll(async () => {
    appUrl = (await startApp()).url;
  });
  afterAll(stopApps);

  it.each(Object.keys(EXPECTED))(
    "of %s ends as what it says, and what is no webhook says that",
    async (folder) => {
      const lines: Line[] = [];
      const tell = (line: Line) => void lines.push(line);
      expect(await replayFolder(join(WIRE, folder), { appUrl, seed: "1", tell })).toBe(true);
      const posted = lines.filter(({ topic }) => topic !== null);
      const ends = posted.map(({ file, outcome, reason }) => [file, { outcome, reason: settled(reason) }]);
      expect(Object.fromEntries(ends)).toEqual(EXPECTED[folder]);
      for (const { file, outcome, reason } of lines.filter((line) => !posted.includes(line)))
        expect({ outcome, reason }, file).toEqual(ignored(expect.stringMatching(/^It is no webhook: /)));
    },
  );
});

/** Whether words that are no plain yes or no hold advertising back is the opinion's to say, and not the payload's. */
const settled = (reason: string | null) => reason?.replace(/, marketing by \w+ held/, "") ?? null;
