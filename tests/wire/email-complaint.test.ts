import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { mailIdOf } from "#app/channels/mail/mail-ids.ts";
import { smtp } from "#app/channels/smtp.server.ts";
import { now } from "#app/clock.ts";
import { recordConsent, standing } from "#app/consent/ledger.ts";
import { takeInbound } from "#app/conversations/take-inbound.ts";
import { newId } from "#app/id.ts";
import { aThread, here, openShop, write } from "../conversations/a-thread.ts";
import { hasWire, WIRE } from "./documented-sample.ts";

if (!hasWire) console.info("tests/wire/email-complaint: ../shared/wire is not here, skipped");

const REPORT = join(WIRE, "email/bounces-and-auto/sisimai/arf-01.eml");

/** The stored report of spam, about this mail of ours; `said` is put among what it tells machines. */
function report(messageId: string, said: string): Buffer {
  const ours = `Message-ID: ${mailIdOf(messageId, "shop.example")}`;
  return Buffer.from(
    readFileSync(REPORT, "latin1")
      .replace("Subject: Kijitora cat family", `${ours}\n$&`)
      .replace("Redacted-Address: redacted\n", `$&${said}`),
    "latin1",
  );
}

describe.skipIf(!hasWire)("a report of spam", () => {
  beforeAll(openShop);

  const grant = (address: string) =>
    here((shop) =>
      recordConsent(shop, {
        channel: "email",
        address,
        purpose: "marketing",
        state: "granted",
        source: "import",
        evidence: {},
        at: now(),
      }),
    );
  const mayAdvertise = (address: string) =>
    here((shop) => standing(shop, { channel: "email", address, purpose: "marketing" }));

  it.each([
    ["with its recipient struck out", ""],
    ["in which somebody has written another's address", "Original-Rcpt-To: bystander@example.com\n"],
  ])("%s ends advertising to whom the mail was sent, and to nobody else", async (_, said) => {
    const [address, bystander] = [`${newId()}@example.com`, "bystander@example.com"];
    await grant(address);
    await grant(bystander);
    const { conversationId } = await aThread();
    const mail = { direction: "out", author: { kind: "system" }, channel: "email", address, state: "sent" };
    const { messageId } = await write(conversationId, mail as Parameters<typeof write>[1]);
    const request = {
      method: "POST",
      url: "https://app.example/webhooks/email/1",
      headers: { "content-type": "message/rfc822" },
      body: report(messageId, said),
    };
    for (const inbound of await smtp.parse(request, now()))
      await here((shop) => takeInbound(shop, { channel: "email", accountId: "1" }, inbound));
    expect(await mayAdvertise(address)).toBe("revoked");
    expect(await mayAdvertise(bystander)).toBe("granted");
  });
});
