import { shellConfig, addressOf, type Visit } from "./visit.ts";
import { type Html, html, jsonForHtml } from "./html.ts";
import { icon } from "./icons.ts";

export interface ShellContent {
  title: string;
  /** Which entry of the navigation is lit. */
  current: "home" | "orders" | "products" | "customers" | "app" | "";
  body: Html;
}

const ENTRIES = [
  { key: "home", label: "Home", path: "" },
  { key: "orders", label: "Orders", path: "/orders" },
  { key: "products", label: "Products", path: "/products" },
  { key: "customers", label: "Customers", path: "/customers" },
] as const;

/** The whole admin around one page: top bar, navigation, and the page itself. */
export function shellPage(visit: Visit, { title, current, body }: ShellContent): string {
  const config = shellConfig(visit);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${visit.store.shop().name}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/_shell/shell.css">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
${topBar(visit)}
<div id="navigation-curtain"></div>
${navigation(visit, current, config.base)}
<div id="toasts" aria-live="polite"></div>
<main id="main" class="${current === "app" ? "is-app" : ""}">
${current === "app" ? titleBar() : null}
<script type="application/json" id="shell-config">${jsonForHtml(config)}</script>
<script src="/_shell/shell.js"></script>
${body}
</main>
</body>
</html>`.html;
}

/** Stands before the shell's script, and the app's frame after it: the frame's own script looks for the shell at once. */
function titleBar() {
  return html`<div id="loading-bar" aria-hidden="true"></div>
<header id="title-bar">
  <span class="app-icon" aria-hidden="true">${icon("threads")}</span>
  <span id="title-bar-back"></span>
  <span class="title-bar-words"><strong>Threadline</strong><span id="title-bar-title"></span></span>
  <span id="title-bar-actions"></span>
</header>`;
}

function topBar(visit: Visit) {
  return html`<header id="top-bar">
  <button type="button" id="navigation-button" aria-label="Menu">${icon("menu")}</button>
  <a class="brand" href="${addressOf(visit, "")}">${icon("bag")}<span>${visit.store.shop().name}</span></a>
  <form class="top-search" action="/store/${visit.handle}/orders" role="search">
    ${icon("search")}<input type="search" name="query" placeholder="Search orders" aria-label="Search orders">
    ${visit.staffQuery ? html`<input type="hidden" name="staff" value="${visit.staff.id}">` : null}
  </form>
  ${staffMenu(visit)}
  <div id="save-bar" role="region" aria-label="Unsaved changes" hidden></div>
</header>`;
}

function staffMenu({ store, staff, handle, town }: Visit) {
  const initials = `${staff.firstName[0] ?? ""}${staff.lastName[0] ?? ""}`;
  const shops = [...town.shops.values()].filter((one) => one !== store);
  return html`<details class="menu staff-menu">
    <summary><span class="staff-name">${staff.firstName}</span><span class="avatar">${initials}</span></summary>
    <div class="menu-list">
      <p class="menu-words">Look at the shop as</p>
      ${store.staff().map(
        (one) => html`<a href="?staff=${one.id}" class="${one.id === staff.id ? "is-current" : ""}">
        ${one.firstName} ${one.lastName}<small>${one.accountOwner ? "Owner" : one.email}</small></a>`,
      )}
      ${shops.length ? html`<p class="menu-words">Another shop</p>` : null}
      ${shops.map((one) => html`<a href="/store/${one.domain.split(".")[0]}">${one.shop().name}</a>`)}
      <p class="menu-words">The storefront</p>
      <a href="${town.addresses.storefront}/_shop/${store.domain}/" target="_blank">Open ${handle} as a shopper</a>
    </div>
  </details>`;
}

function navigation(visit: Visit, current: string, base: string) {
  return html`<nav id="navigation" aria-label="Admin">
  <ul>
    ${ENTRIES.map(
      ({
        key,
        label,
        path,
      }) => html`<li><a href="${addressOf(visit, path)}" class="${key === current ? "is-current" : ""}">
      ${icon(key)}<span>${label}</span></a></li>`,
    )}
  </ul>
  <p>Sales channels</p>
  <ul>
    <li><a href="${addressOf(visit, "/themes/current/editor")}" target="_blank">${icon("store")}<span>Online Store</span></a></li>
  </ul>
  <p>Apps</p>
  <ul>
    <li><a id="app-opener" href="${visit.staffQuery ? `${base}?${visit.staffQuery}` : base}" class="${current === "app" ? "is-current" : ""}">
      <span class="app-icon">${icon("threads")}</span><span>Threadline</span></a>
      <ul id="app-navigation"></ul>
    </li>
  </ul>
</nav>`;
}

/** A page without an admin around it: something went wrong in the town itself. */
export function problemPage(words: string): string {
  return html`<!doctype html><meta charset="utf-8"><title>Something went wrong</title>
<link rel="stylesheet" href="/_shell/shell.css"><main class="lonely"><h1>Something went wrong in the town</h1><pre>${words}</pre></main>`
    .html;
}

/** In the app's frame while the app is away; it tries again by itself. */
export function absentAppPage(address: string): string {
  const where = address || "no address: POST /_town/app tells the town";
  return html`<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>The app is away</title>
<link rel="stylesheet" href="/_shell/shell.css"><main class="lonely"><h1>The app does not answer</h1>
<p>The town looked for it at <code>${where}</code> and tries again every two seconds.</p></main>`.html;
}
