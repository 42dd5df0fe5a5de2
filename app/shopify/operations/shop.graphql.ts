import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import type {
  LocationsPageQuery,
  LocationsPageQueryVariables,
  ShopFactsQuery,
  ShopFactsQueryVariables,
} from "./types.generated.ts";

/** Who the shop is, what it granted us, its languages and its policies. */
export const ShopFacts: TypedDocumentNode<ShopFactsQuery, ShopFactsQueryVariables> = parse(`
  query ShopFacts {
    shop {
      id
      name
      contactEmail
      myshopifyDomain
      currencyCode
      ianaTimezone
      primaryDomain { url }
      shopPolicies { type title body url updatedAt }
    }
    shopLocales { locale name primary published }
    currentAppInstallation { id accessScopes { handle } }
  }
`);

/** Where the shop keeps, sends and hands out goods; closed places too. */
export const LocationsPage: TypedDocumentNode<LocationsPageQuery, LocationsPageQueryVariables> = parse(`
  query LocationsPage($after: String) {
    locations(first: 100, after: $after, includeInactive: true) {
      nodes {
        id
        name
        isActive
        fulfillsOnlineOrders
        updatedAt
        address { address1 zip city province countryCode }
        localPickupSettingsV2 { instructions }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);
