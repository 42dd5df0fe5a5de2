import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { parse } from "graphql";
import type { ShopFactsQuery, ShopFactsQueryVariables } from "./types.generated.ts";

/** Who the shop is and what it granted us. */
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
    }
    shopLocales(published: true) { locale primary }
    currentAppInstallation { id accessScopes { handle } }
  }
`);
