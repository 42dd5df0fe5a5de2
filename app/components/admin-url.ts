/** A page of Shopify's admin, e.g. `orders/123`; to be opened with target `_top`, out of our frame. */
export const adminUrl = (shopDomain: string, path: string): string =>
  `https://admin.shopify.com/store/${shopDomain.replace(".myshopify.com", "")}/${path}`;
