import { DateTime } from "luxon";
import { gid } from "../store/ids.ts";
import type { Location, Policy, Shop } from "../store/types.ts";
import { type Call, named, type TypeFields } from "./call.ts";
import { pageOf } from "./connection.ts";
import { idArgument } from "./ids.ts";

export const shopFields: TypeFields = {
  QueryRoot: {
    shop: (_: unknown, __, call) => named("Shop", call.store.shop()),
    shopLocales: (_: unknown, args, call) =>
      call.store.shop().locales.filter((one) => !args.published || one.published),
    location: (_: unknown, args, call) => findLocation(args.id, call),
    locations: (_: unknown, args, call) =>
      pageOf(
        call.store.locations().filter((one) => one.isActive || args.includeInactive === true),
        args,
        (one) => one.id,
      ),
  },
  Shop: {
    id: (it: Shop) => gid("Shop", it.id),
    name: (it: Shop) => it.name,
    email: (it: Shop) => it.email,
    contactEmail: (it: Shop) => it.contactEmail,
    myshopifyDomain: (it: Shop) => it.domain,
    currencyCode: (it: Shop) => it.currencyCode,
    ianaTimezone: (it: Shop) => it.ianaTimezone,
    timezoneAbbreviation: (it: Shop, _, call) => local(it, call).toFormat("ZZZZ"),
    timezoneOffset: (it: Shop, _, call) => local(it, call).toFormat("ZZZ"),
    timezoneOffsetMinutes: (it: Shop, _, call) => local(it, call).offset,
    primaryDomain: (it: Shop) => it,
    url: (it: Shop) => it.primaryDomain.url,
    plan: (it: Shop) => it.plan,
    shopPolicies: (it: Shop) => it.policies,
    shopAddress: (it: Shop) => it.billingAddress,
    billingAddress: (it: Shop) => it.billingAddress,
    shopOwnerName: (_: Shop, __, call) => {
      const owner = call.store.staff().find((one) => one.accountOwner);
      return `${owner?.firstName ?? ""} ${owner?.lastName ?? ""}`.trim();
    },
    taxesIncluded: (it: Shop) => it.taxesIncluded,
    orderNumberFormatPrefix: (it: Shop) => it.orderNumberPrefix,
    orderNumberFormatSuffix: (it: Shop) => it.orderNumberSuffix,
    setupRequired: () => false,
    createdAt: (it: Shop) => it.createdAt,
    updatedAt: (it: Shop) => it.updatedAt,
  },
  ShopPlan: {
    publicDisplayName: (it: Shop["plan"]) => it.displayName,
    displayName: (it: Shop["plan"]) => it.displayName,
    partnerDevelopment: (it: Shop["plan"]) => it.partnerDevelopment,
    shopifyPlus: (it: Shop["plan"]) => it.shopifyPlus,
  },
  Domain: {
    id: (it: Shop) => gid("Domain", it.id),
    host: (it: Shop) => it.primaryDomain.host,
    url: (it: Shop) => it.primaryDomain.url,
    sslEnabled: () => true,
  },
  ShopPolicy: {
    id: (it: Policy) => gid("ShopPolicy", it.id),
    type: (it: Policy) => it.type,
    title: (it: Policy) => it.title,
    body: (it: Policy) => it.body,
    url: (it: Policy) => it.url,
    createdAt: (it: Policy) => it.createdAt,
    updatedAt: (it: Policy) => it.updatedAt,
  },
  ShopLocale: {
    locale: (it: Shop["locales"][number]) => it.locale,
    name: (it: Shop["locales"][number]) => it.name,
    primary: (it: Shop["locales"][number]) => it.primary,
    published: (it: Shop["locales"][number]) => it.published,
  },
  Location: {
    id: (it: Location) => gid("Location", it.id),
    legacyResourceId: (it: Location) => String(it.id),
    name: (it: Location) => it.name,
    address: (it: Location) => it.address,
    isActive: (it: Location) => it.isActive,
    isPrimary: (it: Location, _, call) => call.store.locations()[0]?.id === it.id,
    fulfillsOnlineOrders: (it: Location) => it.fulfillsOnlineOrders,
    shipsInventory: (it: Location) => it.fulfillsOnlineOrders,
    isFulfillmentService: (it: Location) => it.isFulfillmentService,
    localPickupSettingsV2: (it: Location) => (it.localPickupEnabled ? it : null),
    createdAt: (it: Location) => it.createdAt,
    updatedAt: (it: Location) => it.updatedAt,
  },
  DeliveryLocalPickupSettings: {
    instructions: (it: Location) => it.pickupInstructions ?? "",
  },
};

function findLocation(id: unknown, call: Call): Location | null {
  if (id == null) return call.store.locations()[0] ?? null;
  const found = call.store.location(idArgument("Location", id));
  return found && named("Location", found);
}

function local(shop: Shop, call: Call) {
  return DateTime.fromISO(call.store.now(), { zone: shop.ianaTimezone });
}
