import type { TownShell } from "../shell-contract.ts";

/** What Shopify puts behind the app's address when it opens it, and nobody wants to see. */
const LAUNCH = [
  "embedded",
  "hmac",
  "host",
  "id_token",
  "locale",
  "session",
  "shop",
  "timestamp",
  "appLoadId",
];

/** Tells the shell where the app is, and sends what leads out of the app to the right place. */
export function followNavigation(shell: TownShell, realOpen: typeof window.open): void {
  tellPath(shell);
  for (const verb of ["pushState", "replaceState"] as const) {
    const real = history[verb].bind(history);
    history[verb] = (...given) => {
      real(...given);
      tellPath(shell);
    };
  }
  addEventListener("popstate", () => tellPath(shell));
  addEventListener("pageshow", () => tellPath(shell));
  addEventListener("message", ({ data, origin }) => {
    if (origin === location.origin && typeof data?.townGo === "string") navigateTo(data.townGo);
  });
  window.open = (address, target, features) => open(shell, realOpen, String(address ?? ""), target, features);
  document.addEventListener("click", (event) => interceptLink(shell, realOpen, event), true);
}

/** An app page opened by itself goes into the admin, as App Bridge does when it knows the shop. */
export function goIntoShell(apiKey: string): void {
  const query = new URLSearchParams(location.search);
  const shop = query.get("shop");
  if (window !== window.top || !shop) return;
  for (const name of LAUNCH) query.delete(name);
  const rest = `${location.pathname}${query.size ? `?${query}` : ""}`;
  location.replace(`/store/${shop.split(".")[0]}/apps/${apiKey}${rest}`);
}

/** Inside the app: what shopify-app-remix listens for, by a link of its own when none is at hand. */
export function navigateTo(href: string, link?: Element): void {
  const target = link ?? Object.assign(document.createElement("a"), { hidden: true });
  if (!link) {
    target.setAttribute("href", href);
    document.body.append(target);
  }
  target.dispatchEvent(new Event("shopify:navigate", { bubbles: true }));
  if (!link) target.remove();
}

function open(
  shell: TownShell,
  realOpen: typeof window.open,
  address: string,
  target = "_blank",
  features?: string,
) {
  const inTown = shell.townAddress(address);
  if (target === "_blank" || !["_top", "_parent", "_self"].includes(target))
    return realOpen(inTown ?? address, target, features);
  if (inTown) shell.go(inTown);
  else if (target === "_self") location.assign(address);
  else top?.location.assign(new URL(address, location.href));
  return null;
}

function interceptLink(shell: TownShell, realOpen: typeof window.open, event: MouseEvent) {
  const link = (event.target as Element | null)?.closest?.("a[href]");
  const href = link?.getAttribute("href");
  if (!link || !href || event.defaultPrevented || event.button !== 0) return;
  const inTown = shell.townAddress(href);
  if (!inTown) return;
  event.preventDefault();
  event.stopPropagation();
  const target = event.metaKey || event.ctrlKey ? "_blank" : (link.getAttribute("target") ?? "_self");
  if (target === "_blank") realOpen(inTown, target);
  else shell.go(inTown);
}

function tellPath(shell: TownShell) {
  // The bounce page is on its way elsewhere, and a frame inside the app's frame is not the app.
  if (location.search.includes("shopify-reload=") || window.name !== "app-iframe") return;
  const query = new URLSearchParams(location.search);
  for (const name of LAUNCH) query.delete(name);
  shell.showPath(`${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
}
