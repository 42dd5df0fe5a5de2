import { GraphQLError, type GraphQLResolveInfo } from "graphql";
import type { AccessLaw } from "../access.ts";
import type { AppConfiguration } from "../app-configuration.ts";
import type { BulkDesk } from "../bulk/bulk-operation.ts";
import type { Installation } from "../installation.ts";
import type { Store } from "../store/contract.ts";
import type { Order } from "../store/order-types.ts";

/** What every resolver is handed: the shop's store and what this app may see of it. */
export interface Call {
  store: Store;
  installation: Installation;
  configuration: AppConfiguration;
  /** Scopes of the token, as granted. */
  granted: string[];
  /** The same with what they imply. */
  scopes: Set<string>;
  law: AccessLaw;
  bulk: BulkDesk;
  apiKey: string;
  /** The staff member of an online token, or null for an offline one. */
  staffId: number | null;
  /** Orders placed before this instant do not exist for this app; null with read_all_orders. */
  ordersFrom: string | null;
  /** Writes one line to the town's ledger. */
  record(mutation: string, input: unknown): void;
}

export type Arguments = { [name: string]: unknown };
export type Resolver<Source> = (
  source: Source,
  args: Arguments,
  call: Call,
  info: GraphQLResolveInfo,
) => unknown;
/** Type name → field name → resolver. Each type's source is known only to the file that writes its fields. */
export type TypeFields = { [typeName: string]: { [field: string]: Resolver<never> } };

/** A part of an order with the order it belongs to. */
export interface Part<Record> {
  order: Order;
  it: Record;
}

const typeNames = new WeakMap<object, string>();

/** Marks a source with its concrete type, for fields that return an interface or a union. */
export function named<Source extends object>(typeName: string, source: Source): Source {
  typeNames.set(source, typeName);
  return source;
}

export function typeNameOf(source: unknown): string | undefined {
  return typeof source === "object" && source !== null ? typeNames.get(source) : undefined;
}

/** What this sandbox does not do it says, rather than guess. */
export function notImplemented(what: string): GraphQLError {
  return new GraphQLError(`not implemented in the sandbox: ${what}`, {
    extensions: { code: "SANDBOX_NOT_IMPLEMENTED" },
  });
}

export function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });
}

/** The text of an argument, or null where it was left out. */
export function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** Whether this app may know of the order at all: without read_all_orders it sees the last 60 days. */
export function isVisible(order: Order, call: Call): boolean {
  return call.ordersFrom === null || order.createdAt >= call.ordersFrom;
}
