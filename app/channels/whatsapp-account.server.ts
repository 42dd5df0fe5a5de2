import { z } from "zod";
import { askGraph, FACEBOOK, type GraphAnswer, GRAPH_VERSION } from "#app/channels/graph-api.server.ts";
import { env } from "#app/env.server.ts";
import { keyedHash } from "#app/seal.server.ts";

/** A number that a token opens, as Meta tells of it. */
export interface WhatsAppNumber {
  wabaId: string;
  phoneNumberId: string;
  /** In E.164. */
  number: string;
  name: string;
  quality: string;
  isConnected: boolean;
  /** The WhatsApp Business app is on it as well. */
  isOnApp: boolean;
}

/** Where the merchant goes through Meta's Embedded Signup, or null where the installation has no app at Meta. */
export function signUpAddress(state: string, redirectUri: string): string | null {
  if (!env.META_APP_ID || !env.META_APP_SECRET || !env.META_SIGNUP_CONFIG_ID) return null;
  const query = new URLSearchParams({
    client_id: env.META_APP_ID,
    config_id: env.META_SIGNUP_CONFIG_ID,
    redirect_uri: redirectUri,
    state,
    response_type: "code",
    override_default_response_type: "true",
    // The merchant may go on with the WhatsApp Business app on the same number.
    extras: JSON.stringify({
      setup: {},
      featureType: "whatsapp_business_app_onboarding",
      sessionInfoVersion: "3",
    }),
  });
  return `https://www.facebook.com/${GRAPH_VERSION}/dialog/oauth?${query}`;
}

const Granted = z.object({ access_token: z.string() });

/** The token behind a sign-up's code, which is good once and for some minutes. */
export async function tokenOfCode(code: string, redirectUri: string): Promise<GraphAnswer<string>> {
  const app = { client_id: env.META_APP_ID ?? "", client_secret: env.META_APP_SECRET ?? "" };
  const fields = { ...app, redirect_uri: redirectUri, code };
  const answer = await askGraph(`${FACEBOOK}/oauth/access_token`, Granted, { fields });
  return answer.ok ? { ok: true, data: answer.data.access_token } : answer;
}

const Debugged = z.object({
  data: z.object({
    granular_scopes: z
      .array(z.object({ scope: z.string(), target_ids: z.array(z.string()).optional() }))
      .default([]),
  }),
});

/** The WhatsApp accounts that a token was granted for. */
export async function accountsOfToken(token: string): Promise<GraphAnswer<string[]>> {
  const answer = await askGraph(`${FACEBOOK}/debug_token`, Debugged, {
    token: `${env.META_APP_ID}|${env.META_APP_SECRET}`,
    fields: { input_token: token },
  });
  if (!answer.ok) return answer;
  const scopes = answer.data.data.granular_scopes.filter(({ scope }) =>
    scope.startsWith("whatsapp_business_"),
  );
  return { ok: true, data: [...new Set(scopes.flatMap(({ target_ids = [] }) => target_ids))] };
}

const NUMBER_FIELDS = "id,display_phone_number,verified_name,quality_rating,status,is_on_biz_app";
const Numbers = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      display_phone_number: z.string(),
      verified_name: z.string().default(""),
      quality_rating: z.string().default("UNKNOWN"),
      status: z.string().default("CONNECTED"),
      is_on_biz_app: z.boolean().default(false),
    }),
  ),
});

export async function numbersOf(wabaId: string, token: string): Promise<GraphAnswer<WhatsAppNumber[]>> {
  const fields = { fields: NUMBER_FIELDS, limit: "100" };
  const answer = await askGraph(`${FACEBOOK}/${wabaId}/phone_numbers`, Numbers, { token, fields });
  if (!answer.ok) return answer;
  const numbers = answer.data.data.map((one) => ({
    wabaId,
    phoneNumberId: one.id,
    number: `+${one.display_phone_number.replace(/\D/g, "")}`,
    name: one.verified_name,
    quality: one.quality_rating,
    isConnected: one.status === "CONNECTED",
    isOnApp: one.is_on_biz_app,
  }));
  return { ok: true, data: numbers };
}

const Waba = z.object({ whatsapp_business_manager_messaging_limit: z.string().optional() });

/** How many people the portfolio may write to first in 24 hours; null for as many as it likes, or where Meta is silent. */
export async function peopleADay(wabaId: string, token: string): Promise<number | null> {
  const fields = { fields: "whatsapp_business_manager_messaging_limit" };
  const answer = await askGraph(`${FACEBOOK}/${wabaId}`, Waba, { token, fields });
  const tier = answer.ok ? answer.data.whatsapp_business_manager_messaging_limit : undefined;
  const [, digits, thousands] = /^TIER_(\d+)(K?)$/.exec(tier ?? "") ?? [];
  return digits ? Number(digits) * (thousands ? 1_000 : 1) : null;
}

const Done = z.object({ success: z.boolean() });

/** From now on the installation's webhook hears of this account. */
export const subscribeAccount = (wabaId: string, token: string): Promise<GraphAnswer<unknown>> =>
  askGraph(`${FACEBOOK}/${wabaId}/subscribed_apps`, Done, { token, method: "POST" });

/** Puts a number on the Cloud API. Its PIN is made from our own key, so that nobody need keep it. */
export const registerNumber = (phoneNumberId: string, token: string): Promise<GraphAnswer<unknown>> => {
  const digits = BigInt(`0x${Buffer.from(keyedHash("whatsapp-pin", phoneNumberId)).toString("hex")}`);
  const pin = String(digits % 1_000_000n).padStart(6, "0");
  const fields = { messaging_product: "whatsapp", pin };
  return askGraph(`${FACEBOOK}/${phoneNumberId}/register`, Done, { token, method: "POST", fields });
};

/** Asks for what was said on the merchant's app before: it comes by webhook, if the merchant agreed to share it. */
export const askForHistory = (phoneNumberId: string, token: string): Promise<GraphAnswer<unknown>> =>
  askGraph(`${FACEBOOK}/${phoneNumberId}/smb_app_data`, z.object({ request_id: z.string() }), {
    token,
    method: "POST",
    fields: { messaging_product: "whatsapp", sync_type: "history" },
  });
