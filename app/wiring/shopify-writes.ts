import { emailConsentWriter, smsConsentWriter } from "#app/consent/write-consent.ts";
import { noteWriter } from "#app/customers/write-note.ts";
import { tagWriter } from "#app/customers/write-tags.ts";
import { type Maker, makeBy } from "#app/shopify/writes/make-write.ts";

/** Kind of a change at Shopify → how it is made. */
export const makers: Record<string, Maker> = {
  "customer-note": makeBy(noteWriter),
  "customer-tags": makeBy(tagWriter),
  "customer-sms-consent": makeBy(smsConsentWriter),
  "customer-email-consent": makeBy(emailConsentWriter),
};
