import { ApiVersion } from "@shopify/shopify-api";

/** The one Shopify API version: the toml, the gateway and every operation are compared with it (tests/laws). */
export const API_VERSION = ApiVersion.October26;
