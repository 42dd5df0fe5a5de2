import { z } from "zod";
import type { ToldConsent } from "#app/customers/customer-record.ts";
import { normaliseEmail } from "#app/customers/email.ts";
import { normalisePhone } from "#app/customers/phone.ts";
import { instant, readId, recordOf, text } from "#app/payload.ts";

export interface ConsentNews {
  /** Shopify's numeric id. */
  customerId: string;
  consent: ToldConsent;
}

/**
 * Maps `customers_marketing_consent/update` (texts), `customers_email_marketing_consent/update` and
 * `customers_whats_app_marketing_consent/update`. Null where it does not say whose.
 */
export const smsConsentFromWebhook = (payload: unknown): ConsentNews | null => read(payload, "sms");
export const emailConsentFromWebhook = (payload: unknown): ConsentNews | null => read(payload, "email");
export const whatsAppConsentFromWebhook = (payload: unknown): ConsentNews | null => read(payload, "whatsapp");

function read(payload: unknown, channel: ToldConsent["channel"]): ConsentNews | null {
  const parsed = shape.safeParse(payload);
  if (!parsed.success) return null;
  const told = parsed.data;
  const customerId = readId(told.admin_graphql_api_id, told.customer_id ?? told.id);
  if (!customerId) return null;
  const consent = told[BLOCK[channel]];
  const address = channel === "email" ? normaliseEmail(told.email_address) : normalisePhone(told.phone);
  return {
    customerId,
    consent: {
      channel,
      address,
      state: capital(consent?.state),
      level: capital(consent?.opt_in_level),
      at: consent?.consent_updated_at ?? consent?.updated_at ?? null,
      collectedFrom: capital(consent?.consent_collected_from ?? consent?.collected_from),
    },
  };
}

const BLOCK = {
  sms: "sms_marketing_consent",
  email: "email_marketing_consent",
  whatsapp: "whats_app_marketing_consent",
} as const;

// The later names are those of the object CustomerSmsMarketingConsent, which 2026-10 has beside the older one.
const consentBlock = recordOf({
  state: text,
  opt_in_level: text,
  consent_updated_at: instant,
  updated_at: instant,
  consent_collected_from: text,
  collected_from: text,
});

const shape = z.object({
  id: text,
  customer_id: text,
  admin_graphql_api_id: text,
  phone: text,
  email_address: text,
  sms_marketing_consent: consentBlock,
  email_marketing_consent: consentBlock,
  whats_app_marketing_consent: consentBlock,
});

const capital = (word: string | null | undefined): string | null => word?.toUpperCase() ?? null;
