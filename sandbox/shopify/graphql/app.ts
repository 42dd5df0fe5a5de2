import { gid } from "../store/ids.ts";
import { named, type TypeFields } from "./call.ts";

/** The one app of the town. */
const APP_ID = 1;

export const appFields: TypeFields = {
  QueryRoot: {
    currentAppInstallation: () => named("AppInstallation", {}),
    app: (_: unknown, args) => (args.id == null || args.id === gid("App", APP_ID) ? named("App", {}) : null),
  },
  AppInstallation: {
    id: (_: unknown, __, call) => gid("AppInstallation", call.store.shop().id),
    accessScopes: (_: unknown, __, call) => call.granted,
    // The sandbox has no billing: no app in it was ever paid for.
    activeSubscriptions: () => [],
    allSubscriptions: () => ({ edges: [], hasNextPage: false, hasPreviousPage: false }),
    app: () => named("App", {}),
    launchUrl: (_: unknown, __, call) =>
      `https://admin.shopify.com/store/${call.store.domain.split(".")[0]}/apps/${call.apiKey}`,
  },
  App: {
    id: () => gid("App", APP_ID),
    apiKey: (_: unknown, __, call) => call.apiKey,
    embedded: () => true,
    requestedAccessScopes: (_: unknown, __, call) => call.configuration.scopes,
    optionalAccessScopes: (_: unknown, __, call) => call.configuration.optionalScopes,
    webhookApiVersion: (_: unknown, __, call) => call.configuration.webhookApiVersion,
  },
  AccessScope: {
    handle: (scope: string) => scope,
    description: (scope: string) => scope.replaceAll("_", " "),
  },
};
