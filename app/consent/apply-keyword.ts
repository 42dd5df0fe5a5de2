import type { Channel } from "#app/channels/channel.ts";
import { cleanText } from "#app/clean-text.ts";
import { type Keyword, readKeyword } from "#app/consent/keywords.ts";
import { recordConsent } from "#app/consent/ledger.ts";
import { type ConsentPurpose, PURPOSES } from "#app/consent/purposes.ts";
import type { Shop } from "#app/db.server.ts";
import { writeEvent } from "#app/jobs/events.ts";

interface Heard {
  channel: Channel;
  address: string;
  text: string;
  externalId?: string;
  at: Date;
}

/**
 * The carriers' words, heard before anything clever. STOP revokes every purpose on this address; START lets updates
 * and answers through again and never marketing, which needs its own yes. Nothing is answered here: Twilio answers STOP,
 * START and HELP itself, and a second confirmation would break the one-message rule (47 CFR 64.1200(a)(12)).
 */
export async function applyKeyword(shop: Shop, heard: Heard): Promise<Keyword | null> {
  const keyword = readKeyword(heard.text);
  if (keyword === "stop") await revokeAll(shop, heard);
  if (keyword === "start")
    for (const purpose of ["updates", "support"] as const) await record(shop, heard, purpose, "granted");
  return keyword;
}

async function revokeAll(shop: Shop, heard: Heard) {
  for (const purpose of PURPOSES) await record(shop, heard, purpose, "revoked");
  await writeEvent(shop, { name: "consent.revoked", payload: { channel: heard.channel } });
}

async function record(shop: Shop, heard: Heard, purpose: ConsentPurpose, state: "granted" | "revoked") {
  const { channel, address, text, externalId = null, at } = heard;
  const evidence = { words: cleanText(text.slice(0, 200)), externalId };
  await recordConsent(shop, { channel, address, purpose, state, source: "keyword", evidence, at });
}
