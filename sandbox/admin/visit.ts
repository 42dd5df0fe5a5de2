import type { Store } from "../shopify/store/contract.ts";
import type { StaffMember } from "../shopify/store/types.ts";
import type { Town } from "../town-types.ts";
import type { ShellConfig } from "./browser/shell-contract.ts";
import { hostParameter } from "../shopify/session-token.ts";

/** Who looks at which shop's admin. */
export interface Visit {
  town: Town;
  store: Store;
  handle: string;
  staff: StaffMember;
  /** `staff=<id>` while someone other than the owner looks, to be kept in links. */
  staffQuery: string;
}

/** Null when the town has no such shop. An unknown staff id is the owner's. */
export function visitOf(town: Town, handle: string, staffId: string | null): Visit | null {
  const store = town.shops.get(handle.includes(".") ? handle : `${handle}.myshopify.com`);
  if (!store) return null;
  const owner = store.staff().find(({ accountOwner }) => accountOwner) ?? store.staff()[0];
  const named = store.staff().find(({ id }) => String(id) === staffId);
  const staff = named ?? owner;
  if (!staff) return null;
  return {
    town,
    store,
    handle: store.domain.split(".")[0] ?? handle,
    staff,
    staffQuery: named && named !== owner ? `staff=${named.id}` : "",
  };
}

/** An address below `/store/<handle>` with the staff member kept. */
export function addressOf({ handle, staffQuery }: Visit, path: string): string {
  const address = `/store/${handle}${path}`;
  return staffQuery ? `${address}${address.includes("?") ? "&" : "?"}${staffQuery}` : address;
}

export function shellConfig(visit: Visit): ShellConfig {
  const { town, store, handle, staff, staffQuery } = visit;
  const { domain } = store;
  return {
    apiKey: town.app.key,
    appName: "Threadline",
    shop: domain,
    handle,
    host: hostParameter(domain),
    base: `/store/${handle}/apps/${town.app.key}`,
    locale: staff.locale,
    staff: {
      id: staff.id,
      name: `${staff.firstName} ${staff.lastName}`,
      email: staff.email,
      accountOwner: staff.accountOwner,
    },
    staffQuery,
    storefront: town.addresses.storefront,
    storefrontHosts: [domain, store.shop().primaryDomain.host],
  };
}
