import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { findPoint, readAddress } from "#app/consent/find-point.ts";
import { OPT_IN_CHANNELS } from "#app/consent/disclosure-rules.ts";
import { recordConsent } from "#app/consent/ledger.ts";
import { lockAddresses } from "#app/consent/sender-lock.ts";
import { PURPOSES } from "#app/consent/purposes.ts";
import { withdrawQueued } from "#app/conversations/withdraw-queued.ts";
import { cleanText } from "#app/clean-text.ts";
import { inShop, readShop, type Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";
import { countryOfNumber } from "#app/channels/number-country.ts";

/** Looks an address up, or takes one out of everything by a word of the staff's. */
export async function actOnConsent(
  shopId: string,
  { staffId }: { staffId: string },
  form: FormData,
): Promise<ActionAnswer | { keyId: string }> {
  const kind = form.get("form") === "suppress" ? "suppress" : "find";
  const home = await readShop(shopId, async (shop) => {
    const [own] = await shop.sql<{ sender: string }>`
      select sender from "ChannelAccount" where "shopId" = ${shop.id} and channel = 'sms' and "removedAt" is null limit 1`;
    return own ? countryOfNumber(own.sender) : null;
  });
  const address = readAddress(
    String(form.get("address") ?? "")
      .trim()
      .slice(0, 254),
    home,
  );
  if (!address)
    return {
      form: kind,
      fault: "Write an email address, or a number with its country, like +1 415 555 0100.",
    };
  if (kind === "find") {
    const keyId = await readShop(shopId, (shop) => findPoint(shop, address));
    return keyId
      ? { keyId }
      : { form: kind, fault: "Nothing was ever said by this address: no promotion goes there, answers do." };
  }
  const because = cleanText(
    String(form.get("because") ?? "")
      .trim()
      .slice(0, 500),
  );
  if (because.length < 3)
    return { form: kind, fault: "Write how you know it: what they said, when and where." };
  await inShop(shopId, (shop) => suppress(shop, { address, because, staffId }));
  return { form: kind, done: "Nothing is sent there any more" };
}

/** Of everything, on every channel that the address has. Staff can add to the list; nothing takes away from it. */
async function suppress(shop: Shop, { address, because, staffId }: Suppressing): Promise<void> {
  const channels = OPT_IN_CHANNELS.filter((channel) => (channel === "email") === address.includes("@"));
  await lockAddresses(
    shop,
    channels.map((channel) => ({ channel, address })),
  );
  for (const channel of channels) {
    for (const purpose of PURPOSES)
      await recordConsent(shop, {
        channel,
        address,
        purpose,
        state: "revoked",
        source: "staff",
        evidence: { words: because, staffId },
        at: shop.at,
      });
    await withdrawQueued(shop, channel, address);
    await writeEvent(shop, { name: "consent.revoked", payload: { channel } });
  }
}

interface Suppressing {
  address: string;
  because: string;
  staffId: string;
}
