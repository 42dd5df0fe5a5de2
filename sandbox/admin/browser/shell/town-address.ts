import type { ShellConfig } from "../shell-contract.ts";

/**
 * Where one of Shopify's addresses lies in the town: `shopify://admin/…` and `https://<shop>/admin/…` in this shell,
 * `https://<shop>/…` on the storefront. Null for anything else.
 */
export function townAddress(config: ShellConfig, address: string): string | null {
  const inAdmin = /^shopify:(?:\/\/)?\/?admin\/?(.*)$/i.exec(address)?.[1];
  if (inAdmin !== undefined) return ofAdmin(config, inAdmin);
  if (!/^https?:/i.test(address)) return null;
  const url = new URL(address);
  const rest = `${url.pathname}${url.search}${url.hash}`;
  if (url.host === "admin.shopify.com") return rest.replace(/^\/(?!store\/)/, `/store/${config.handle}/`);
  if (!config.storefrontHosts.includes(url.host)) return null;
  const ownAdmin = /^\/admin(?:\/(.*))?$/.exec(rest);
  return ownAdmin ? ofAdmin(config, ownAdmin[1] ?? "") : `${config.storefront}/_shop/${config.shop}${rest}`;
}

function ofAdmin({ handle, staffQuery }: ShellConfig, rest: string) {
  const address = `/store/${handle}/${rest}`.replace(/\/$/, "");
  return staffQuery ? `${address}${address.includes("?") ? "&" : "?"}${staffQuery}` : address;
}
