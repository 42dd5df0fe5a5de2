import type { Town } from "../town-types.ts";
import { impliedScopes } from "./access.ts";
import { appConfiguration } from "./app-configuration.ts";
import { BulkOperations } from "./bulk/bulk-operations.ts";
import { type Installation, newInstallation } from "./installation.ts";
import { Deliveries } from "./webhooks/deliveries.ts";
import { tellOfBulk } from "./webhooks/tell-of-bulk.ts";

/** Shopify as one app of the town sees it: installations by shop, secrets, and the webhooks on their way. */
export interface Platform {
  town: Town;
  deliveries: Deliveries;
  bulk: BulkOperations;
  installation(shop: string): Installation;
  /** Scopes a grant of now would carry. */
  askedScopes(): string[];
  /** What an installation may do, with what its scopes imply. */
  scopes(installation: Installation): Set<string>;
  /** What Shopify signs with now: for an hour after a rotation still the old secret. */
  signingSecret(): string;
  /** Both secrets are valid while they turn over. */
  validSecrets(): string[];
  rotateSecret(secret: string, signWith: "old" | "new"): void;
  reset(): void;
}

/** Shopify: up to an hour until the new secret is used. */
const TURNOVER_MS = 3_600_000;
const platforms = new WeakMap<Town, Platform>();

/** The town's Shopify; parts in the same process share it. */
export function platformOf(town: Town): Platform {
  const known = platforms.get(town) ?? openPlatform(town);
  platforms.set(town, known);
  return known;
}

function openPlatform(town: Town): Platform {
  const installations = new Map<string, Installation>();
  const openingSecrets = [...town.app.secrets];
  let turnsOverAt = 0;
  const isTurningOver = () => town.app.secrets.length > 1 && town.clock.now() < turnsOverAt;
  const signingSecret = () => town.app.secrets[isTurningOver() ? 1 : 0]!;
  const platform: Platform = {
    town,
    deliveries: new Deliveries(town, signingSecret),
    bulk: new BulkOperations(town, (operation) => tellOfBulk(platform, operation)),
    installation(shop) {
      const known = installations.get(shop) ?? newInstallation(shop, town.clock.now());
      installations.set(shop, known);
      return known;
    },
    askedScopes() {
      if (town.app.scopes.length) return town.app.scopes;
      return appConfiguration(town.options.toml).scopes;
    },
    scopes: (installation) => impliedScopes(installation.granted ?? []),
    signingSecret,
    validSecrets: () => town.app.secrets,
    rotateSecret(secret, signWith) {
      town.app.secrets.splice(0, town.app.secrets.length, secret, signingSecret());
      turnsOverAt = signWith === "old" ? town.clock.now() + TURNOVER_MS : 0;
      town.clock.at(town.clock.now() + TURNOVER_MS, () => void town.app.secrets.splice(1));
    },
    reset() {
      installations.clear();
      town.app.secrets.splice(0, town.app.secrets.length, ...openingSecrets);
      turnsOverAt = 0;
      platform.deliveries.clear();
      platform.bulk.clear();
    },
  };
  return platform;
}
