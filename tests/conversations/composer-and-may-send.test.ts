import { beforeAll, describe, expect, it } from "vitest";
import { DAY, earlier, HOUR, later, now } from "#app/clock.ts";
import { blockLine } from "#app/consent/carrier-block.ts";
import { recordConsent } from "#app/consent/ledger.ts";
import { maySend } from "#app/consent/may-send.ts";
import { judge } from "#app/conversations/composer-rules.ts";
import { readWays } from "#app/conversations/read-ways.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { inShop, prisma, type Shop } from "#app/db.server.ts";

const SHOP = "composer-rules";
const NOON = new Date("2026-11-20T12:00:00Z");
const PAGE = "110";
let next = 0;

type Channel = "sms" | "whatsapp" | "messenger" | "email";
const SENDERS = {
  sms: "+14155550100",
  whatsapp: "+14155550199",
  messenger: PAGE,
  email: "help@tidewater.example",
};
const PROVIDERS = { sms: "twilio", whatsapp: "whatsapp", messenger: "messenger", email: "smtp" };

beforeAll(async () => {
  await prisma.shop.create({ data: { id: SHOP, domain: `${SHOP}.myshopify.com`, installedAt: now() } });
  await inShop(SHOP, async (shop) => {
    for (const channel of Object.keys(SENDERS) as Channel[])
      await shop.tx.channelAccount.create({
        data: {
          ...{ shopId: SHOP, id: channel, channel, provider: PROVIDERS[channel], sender: SENDERS[channel] },
          ...{ settings: { wabaId: "w" }, connectedAt: NOON },
        },
      });
    await shop.tx.messageTemplate.create({
      data: {
        ...{ shopId: SHOP, wabaId: "w", name: "ready", language: "en", providerId: "1", category: "utility" },
        ...{ status: "approved", quality: "green", updatedAt: NOON },
        components: [{ type: "BODY", text: "Your parcel is ready." }],
      },
    });
  });
});

const anAddress = (channel: Channel): string => {
  const one = String(1_000 + next++);
  if (channel === "email") return `ann-${one}@example.com`;
  return channel === "messenger" ? `${PAGE}:${one}` : `+4930123${one}`;
};

interface Standing {
  channel: Channel;
  /** How long ago they wrote. */
  heard: number;
  support?: "granted" | "held" | "revoked";
  isBlocked?: boolean;
  isTemplate?: boolean;
}

/** What the composer's rule says of a reply, and what `maySend` says of the same as it would be claimed. */
async function askBoth({ channel, heard, support, isBlocked, isTemplate = false }: Standing) {
  const address = anAddress(channel);
  return inShop(SHOP, async (real) => {
    const at = earlier(NOON, heard);
    const written: Shop = { ...real, at };
    const line = { channel, accountId: channel as string, address };
    const { conversationId } = (await receiveMessage(written, {
      ...{ channel, accountId: channel, from: address, text: "hi", externalId: address, at },
    }))!;
    const shop: Shop = { ...real, at: NOON };
    const fact = { channel, address, purpose: "support", source: "staff", evidence: {}, at } as const;
    if (support) await recordConsent(shop, { ...fact, state: support });
    if (isBlocked) await blockLine(shop, line, { because: "STOP", at });
    const template = isTemplate ? { name: "ready", language: "en", parameters: [] } : null;
    const judged = judge(
      await readWays(shop, [conversationId]),
      { text: "Hello", files: [], template },
      NOON,
    );
    const verdict = await maySend(shop, {
      ...{ ...line, purpose: judged.purpose, expiresAt: null, recipient: [], marketingToday: 0 },
      ...{ heardAt: at, isByPerson: true, isTemplate },
    });
    return { screen: judged.refused?.because ?? null, door: verdict.may ? null : verdict.because };
  });
}

describe("what the composer lets go is let go at the claim, and what it refuses would be refused there", () => {
  it.each<[string, Standing, string | null]>([
    ["a text", { channel: "sms", heard: HOUR }, null],
    ["a text after a no", { channel: "sms", heard: HOUR, support: "revoked" }, "opted-out"],
    ["a text in doubt", { channel: "sms", heard: HOUR, support: "held" }, "maybe-opted-out"],
    ["a text on a blocked line", { channel: "sms", heard: HOUR, isBlocked: true }, "blocked-by-carrier"],
    ["a mail after weeks", { channel: "email", heard: 30 * DAY }, null],
    ["WhatsApp within the day", { channel: "whatsapp", heard: 23 * HOUR }, null],
    ["WhatsApp after a day", { channel: "whatsapp", heard: 25 * HOUR }, "template-needed"],
    ["a template after a day", { channel: "whatsapp", heard: 25 * HOUR, isTemplate: true }, null],
    [
      "a template after a no",
      { channel: "whatsapp", heard: DAY, isTemplate: true, support: "revoked" },
      "opted-out",
    ],
    ["Messenger on the sixth day", { channel: "messenger", heard: 6 * DAY }, null],
    ["Messenger after a week", { channel: "messenger", heard: 8 * DAY }, "window-closed"],
  ])("%s", async (_, standing, wanted) => {
    const { screen, door } = await askBoth(standing);
    expect(screen).toBe(wanted);
    expect(door === null).toBe(wanted === null);
  });

  it("at the very edge of a window", async () => {
    for (const heard of [DAY - 1, DAY, DAY + 1]) {
      const { screen, door } = await askBoth({ channel: "whatsapp", heard });
      expect(screen === null, String(heard)).toBe(door === null);
      expect(screen === null).toBe(later(earlier(NOON, heard), DAY) > NOON);
    }
  });
});
