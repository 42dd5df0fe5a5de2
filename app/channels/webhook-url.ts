import type { Provider } from "#app/channels/channel.ts";
import { env } from "#app/env.server.ts";

/**
 * Asked of Twilio in every address that it is given: left alone it never comes again after an answer, and a STOP that a
 * busy letterbox turned away would be lost (Twilio, "Webhook connection overrides"). Neither sent nor signed.
 */
export const COMES_AGAIN = "#rc=5&rp=5xx,ct,rt";

/** Where the provider must send what comes in for this account of texts. */
export const webhookUrl = ({ id, provider }: { id: string; provider: Provider }): string =>
  `${env.SHOPIFY_APP_URL}/webhooks/sms/${id}${provider === "twilio" ? COMES_AGAIN : ""}`;

export const REGISTRATION = "/registration";

/**
 * Where Twilio tells that its review of a business has moved. Lost ones are made good by asking
 * (desk/watch-registrations.ts), so it need not come again.
 */
export const registrationUrl = (accountId: string): string =>
  `${env.SHOPIFY_APP_URL}/webhooks/sms/${accountId}${REGISTRATION}`;
