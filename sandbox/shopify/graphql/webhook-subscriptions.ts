import type { ApiSubscription } from "../installation.ts";
import { API_VERSION } from "../schema.ts";
import { gid } from "../store/ids.ts";
import { type Call, named, text, type TypeFields } from "./call.ts";
import { pageOf } from "./connection.ts";
import { idArgument } from "./ids.ts";

interface SubscriptionInput {
  uri?: string | null;
  callbackUrl?: string | null;
  name?: string | null;
  filter?: string | null;
  includeFields?: string[] | null;
}
const MISSING = { field: ["id"], message: "Webhook subscription does not exist" };

/** Subscriptions made through the API, beside those of the app's toml (which the API does not list). */
export const webhookSubscriptionFields: TypeFields = {
  QueryRoot: {
    webhookSubscription: (_: unknown, args, call) => find(args.id, call),
    webhookSubscriptions: (_: unknown, args, call) => {
      const topics = args.topics as string[] | null | undefined;
      const mine = call.installation.subscriptions.filter((one) => !topics || topics.includes(one.topic));
      return pageOf(mine, args, (one) => one.id);
    },
  },
  Mutation: {
    webhookSubscriptionCreate: (_: unknown, args, call) =>
      create(String(args.topic), args.webhookSubscription as SubscriptionInput, call),
    webhookSubscriptionUpdate: (_: unknown, args, call) =>
      update(args.id, args.webhookSubscription as SubscriptionInput, call),
    webhookSubscriptionDelete: (_: unknown, args, call) => remove(args.id, call),
  },
  WebhookSubscription: {
    id: (it: ApiSubscription) => gid("WebhookSubscription", it.id),
    legacyResourceId: (it: ApiSubscription) => String(it.id),
    topic: (it: ApiSubscription) => it.topic,
    uri: (it: ApiSubscription) => it.uri,
    callbackUrl: (it: ApiSubscription) => it.uri,
    endpoint: (it: ApiSubscription) => named("WebhookHttpEndpoint", { callbackUrl: it.uri }),
    name: (it: ApiSubscription) => it.name,
    format: () => "JSON",
    filter: (it: ApiSubscription) => it.filter,
    includeFields: (it: ApiSubscription) => it.includeFields,
    metafieldNamespaces: () => [],
    apiVersion: (_: ApiSubscription, __, call) => call.configuration.webhookApiVersion,
    createdAt: (it: ApiSubscription) => it.createdAt,
    updatedAt: (it: ApiSubscription) => it.updatedAt,
  },
  WebhookHttpEndpoint: { callbackUrl: (it: { callbackUrl: string }) => it.callbackUrl },
  ApiVersion: {
    handle: (handle: string) => handle,
    displayName: (handle: string) => (handle === API_VERSION ? `${handle} (Latest)` : handle),
    supported: () => true,
  },
};

function create(topic: string, input: SubscriptionInput, call: Call) {
  const uri = addressOf(input);
  if (!uri) return refused("Address can't be blank");
  if (call.installation.subscriptions.some((one) => one.topic === topic && one.uri === uri))
    return refused("Address for this topic has already been taken");
  const at = call.store.now();
  const made: ApiSubscription = {
    id: call.installation.nextId++,
    topic,
    uri,
    name: text(input.name),
    filter: text(input.filter),
    includeFields: input.includeFields ?? [],
    createdAt: at,
    updatedAt: at,
  };
  call.installation.subscriptions.push(made);
  call.record("webhookSubscriptionCreate", { topic, ...input });
  return { webhookSubscription: made, userErrors: [] };
}

function update(id: unknown, input: SubscriptionInput, call: Call) {
  const known = find(id, call);
  if (!known) return { webhookSubscription: null, userErrors: [MISSING] };
  Object.assign(known, {
    uri: addressOf(input) ?? known.uri,
    ...(input.filter !== undefined && { filter: input.filter }),
    ...(input.includeFields && { includeFields: input.includeFields }),
    updatedAt: call.store.now(),
  });
  call.record("webhookSubscriptionUpdate", { id, ...input });
  return { webhookSubscription: known, userErrors: [] };
}

function remove(id: unknown, call: Call) {
  const known = find(id, call);
  if (!known) return { deletedWebhookSubscriptionId: null, userErrors: [MISSING] };
  call.installation.subscriptions = call.installation.subscriptions.filter((one) => one !== known);
  call.record("webhookSubscriptionDelete", { id });
  return { deletedWebhookSubscriptionId: gid("WebhookSubscription", known.id), userErrors: [] };
}

function find(id: unknown, call: Call) {
  const number = idArgument("WebhookSubscription", id);
  return call.installation.subscriptions.find((one) => one.id === number) ?? null;
}

function addressOf(input: SubscriptionInput) {
  return input.uri ?? input.callbackUrl ?? null;
}

function refused(message: string) {
  return {
    webhookSubscription: null,
    userErrors: [{ field: ["webhookSubscription", "callbackUrl"], message }],
  };
}
