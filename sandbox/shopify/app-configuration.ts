import { existsSync, readFileSync, statSync } from "node:fs";
import { parse } from "smol-toml";

export interface Subscription {
  topics: string[];
  uri: string;
  name: string | null;
  filter: string | null;
  includeFields: string[];
}

/** What Shopify knows of the app from its shopify.app.toml. */
export interface AppConfiguration {
  scopes: string[];
  optionalScopes: string[];
  webhookApiVersion: string;
  subscriptions: Subscription[];
}

interface Toml {
  access_scopes?: { scopes?: string; optional_scopes?: string[] | string };
  webhooks?: {
    api_version?: string;
    subscriptions?: {
      topics?: string[];
      compliance_topics?: string[];
      uri?: string;
      name?: string;
      filter?: string;
      include_fields?: string[];
    }[];
  };
}

let read: { file: string; changedAt: number; configuration: AppConfiguration } | undefined;

/** Reads the toml again when it changed. An absent file is an app that asks for nothing. */
export function appConfiguration(file: string): AppConfiguration {
  const changedAt = existsSync(file) ? statSync(file).mtimeMs : 0;
  if (read?.file !== file || read.changedAt !== changedAt)
    read = {
      file,
      changedAt,
      configuration: parseConfiguration(changedAt ? readFileSync(file, "utf8") : ""),
    };
  return read.configuration;
}

function parseConfiguration(toml: string): AppConfiguration {
  const { access_scopes: access, webhooks } = parse(toml) as Toml;
  return {
    scopes: listOf(access?.scopes),
    optionalScopes: listOf(access?.optional_scopes),
    webhookApiVersion: webhooks?.api_version ?? "2026-10",
    subscriptions: (webhooks?.subscriptions ?? []).flatMap((one) => {
      const shared = {
        uri: one.uri ?? "",
        name: one.name ?? null,
        filter: one.filter ?? null,
        includeFields: one.include_fields ?? [],
      };
      return [
        ...(one.topics?.length ? [{ ...shared, topics: one.topics }] : []),
        ...(one.compliance_topics?.length ? [{ ...shared, topics: one.compliance_topics }] : []),
      ];
    }),
  };
}

function listOf(value: string | string[] | undefined): string[] {
  const list = Array.isArray(value) ? value : (value ?? "").split(",");
  return list.map((scope) => scope.trim()).filter(Boolean);
}
