import { GraphQLError } from "graphql";
import type { ProtectedGroup } from "../installation.ts";
import type { Call } from "./call.ts";

const NAMES = { firstName: "name", lastName: "name", name: "name", company: "name" } as const;
const PLACES = { address1: "address", address2: "address", city: "address", zip: "address" } as const;
const WHERE = {
  latitude: "address",
  longitude: "address",
  formatted: "address",
  formattedArea: "address",
} as const;

/** Protected customer data, level 2, by type and field. What stays of an address is country and province. */
const PROTECTED: { [typeName: string]: { [field: string]: ProtectedGroup } } = {
  Customer: {
    firstName: "name",
    lastName: "name",
    displayName: "name",
    email: "email",
    defaultEmailAddress: "email",
    phone: "phone",
    defaultPhoneNumber: "phone",
  },
  Order: { email: "email", phone: "phone" },
  DraftOrder: { email: "email", phone: "phone" },
  MailingAddress: { ...NAMES, ...PLACES, ...WHERE, phone: "phone" },
  FulfillmentOrderDestination: { ...NAMES, ...PLACES, phone: "phone", email: "email" },
};

/** An unapproved field is null, with this beside the data. */
export function requireUnprotected(typeName: string, field: string, call: Call) {
  const group = PROTECTED[typeName]?.[field];
  if (group && call.installation.settings.redactProtectedData.includes(group))
    throw new GraphQLError(
      `This app is not approved to access the ${typeName} object. See https://partners.shopify.com/123/apps/456/customer_data for more details.`,
    );
}
