import { z } from "zod";
import { consentHash } from "#app/consent/consent-address.ts";
import { keepCustomer } from "#app/consent/keep-customer.ts";
import type { CustomerRecord, ToldConsent } from "#app/customers/customer-record.ts";
import { readCustomerLive } from "#app/customers/read-customer-live.ts";
import { gidOf } from "#app/id.ts";
import { askAdmin } from "#app/shopify/ask-admin.server.ts";
import { ChangeEmailConsent, ChangeSmsConsent } from "#app/shopify/operations/customer-changes.graphql.ts";
import type { ShopifyWrite, Verdict, Writer } from "#app/shopify/writes/shopify-write.ts";

const consentValue = z.object({
  state: z.enum(["SUBSCRIBED", "UNSUBSCRIBED"]),
  level: z.enum(["SINGLE_OPT_IN", "CONFIRMED_OPT_IN", "UNKNOWN"]).nullable(),
  /** When it was said, as ISO 8601. */
  at: z.string(),
  /** Whose: the customer at Shopify may have another address by now. */
  addressHash: z.string(),
});
export type ConsentValue = z.output<typeof consentValue>;

export const smsConsentWriter = writerOf("sms");
export const emailConsentWriter = writerOf("email");

/** A yes or no of ours, written only where Shopify has an older one: newest wins, at one second the no. */
function writerOf(channel: "sms" | "email"): Writer<ConsentValue, CustomerRecord> {
  const toldOf = (read: CustomerRecord) => read.consents?.find((one) => one.channel === channel);
  return {
    value: consentValue,
    read: readCustomerLive,
    weigh: (write, read) => weigh(write, toldOf(read)),
    change: (shopId, { targetId, after }) => {
      const id = gidOf("Customer", targetId);
      const consent = {
        marketingState: after.state,
        consentUpdatedAt: after.at,
        ...(after.level && { marketingOptInLevel: after.level }),
      };
      return channel === "sms"
        ? askAdmin(shopId, ChangeSmsConsent, { id, consent })
        : askAdmin(shopId, ChangeEmailConsent, { id, consent });
    },
    show: (read) => {
      const told = toldOf(read);
      return { state: told?.state ?? null, at: told?.at?.toISOString() ?? null };
    },
    keep: (shop, read) => keepCustomer(shop, read),
  };
}

function weigh({ after }: ShopifyWrite<ConsentValue>, told: ToldConsent | undefined): Verdict {
  if (!told?.address || consentHash(told.channel, told.address) !== after.addressHash)
    return { do: "stop", as: "conflict", because: "This customer has another address in Shopify by now." };
  if (told.state === after.state) return { do: "nothing" };
  if (told.at && isNewer(told, after))
    return { do: "stop", as: "conflict", because: "Shopify has a newer answer of this customer." };
  return { do: "change" };
}

const isNewer = ({ at, state }: ToldConsent, after: ConsentValue): boolean => {
  const [theirs, ours] = [at!.getTime(), Date.parse(after.at)];
  // Shopify's times are whole seconds.
  const isSameSecond = Math.floor(theirs / 1_000) === Math.floor(ours / 1_000);
  return isSameSecond ? state === "UNSUBSCRIBED" : theirs > ours;
};
