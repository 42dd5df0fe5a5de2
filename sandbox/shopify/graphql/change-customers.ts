import { GraphQLError } from "graphql";
import { gid } from "../store/ids.ts";
import type { ConsentState, Instant } from "../store/types.ts";
import type { SetConsent } from "../store/verb-types.ts";
import { accessDenied } from "../access.ts";
import { type Call, notImplemented, type TypeFields } from "./call.ts";
import { findCustomer } from "./customers.ts";
import { anyId, idArgument } from "./ids.ts";
import { findNode } from "./node.ts";

interface ConsentInput {
  marketingState: ConsentState;
  marketingOptInLevel?: "SINGLE_OPT_IN" | "CONFIRMED_OPT_IN" | "UNKNOWN";
  consentUpdatedAt?: Instant;
}
/** States that are found, never set: recorded refusals. */
const NOT_SETTABLE = new Set(["NOT_SUBSCRIBED", "REDACTED", "INVALID"]);

export const customerChanges: TypeFields = {
  Mutation: {
    customerSmsMarketingConsentUpdate: (_: unknown, args, call) => {
      const input = args.input as { customerId: string; smsMarketingConsent: ConsentInput };
      return setConsent("sms", input.customerId, input.smsMarketingConsent, call);
    },
    customerEmailMarketingConsentUpdate: (_: unknown, args, call) => {
      const input = args.input as { customerId: string; emailMarketingConsent: ConsentInput };
      return setConsent("email", input.customerId, input.emailMarketingConsent, call);
    },
    customerUpdate: (_: unknown, args, call) => changeNote(args.input as { [field: string]: unknown }, call),
    tagsAdd: (_: unknown, args, call) => changeTags(args.id, { add: args.tags as string[] }, "tagsAdd", call),
    tagsRemove: (_: unknown, args, call) =>
      changeTags(args.id, { remove: args.tags as string[] }, "tagsRemove", call),
  },
};

function setConsent(channel: "sms" | "email", customerId: string, given: ConsentInput, call: Call) {
  const { marketingState: state, marketingOptInLevel: level, consentUpdatedAt: at } = given;
  if (NOT_SETTABLE.has(state))
    throw new GraphQLError(`Cannot specify ${state} as a marketing state input`, {
      extensions: { code: "INVALID" },
    });
  const customer = findCustomer(idArgument("Customer", customerId), call);
  if (!customer) return refused({ field: null, message: "Customer not found", code: null });
  const block = channel === "sms" ? "smsMarketingConsent" : "emailMarketingConsent";
  if (state === "SUBSCRIBED" && !level)
    return refused({
      field: ["input", block, "marketingOptInLevel"],
      message: "Marketing opt in level must exist",
      code: "MISSING_ARGUMENT",
    });
  const change: SetConsent = {
    channel,
    state,
    ...(level && { optInLevel: level }),
    ...(at && { consentUpdatedAt: at }),
  };
  const outcome = call.store.setConsent(customer.id, change);
  if (!outcome.ok) return { customer: null, userErrors: outcome.userErrors };
  call.record(`customer${channel === "sms" ? "Sms" : "Email"}MarketingConsentUpdate`, {
    customerId,
    ...given,
  });
  return { customer: findCustomer(customer.id, call), userErrors: [] };
}

/** Of all that customerUpdate can change the sandbox changes the note. */
function changeNote({ id, note, ...others }: { [field: string]: unknown }, call: Call) {
  const [other] = Object.keys(others);
  if (other) throw notImplemented(`customerUpdate of ${other}`);
  const customer = findCustomer(idArgument("Customer", id), call);
  if (!customer) return refused({ field: ["id"], message: "Customer does not exist", code: null });
  // Shopify keeps no empty note.
  const outcome = call.store.updateCustomer(customer.id, { note: String(note ?? "").trim() || null });
  if (!outcome.ok) return { customer: null, userErrors: outcome.userErrors };
  call.record("customerUpdate", { id, note });
  return { customer: findCustomer(customer.id, call), userErrors: [] };
}

function refused(error: { field: string[] | null; message: string; code: string | null }) {
  return { customer: null, userErrors: [error] };
}

/** What may be tagged, and the scope that it takes. */
const TAGGED = {
  Order: "write_orders",
  Customer: "write_customers",
  Product: "write_products",
  DraftOrder: "write_draft_orders",
} as const;

function changeTags(
  target: unknown,
  change: { add?: string[]; remove?: string[] },
  mutation: string,
  call: Call,
) {
  const asked = anyId(target);
  if (!asked || !(asked.kind in TAGGED)) throw notImplemented(`${mutation} on ${String(target)}`);
  const kind = asked.kind as keyof typeof TAGGED;
  if (!call.scopes.has(TAGGED[kind])) throw accessDenied(mutation, `\`${TAGGED[kind]}\` access scope.`);
  const outcome = call.store.changeTags(kind, asked.id, change);
  if (!outcome.ok) return { node: null, userErrors: outcome.userErrors };
  call.record(mutation, { id: gid(kind, asked.id), ...change });
  return { node: findNode(gid(kind, asked.id), call), userErrors: [] };
}
