import { authorizeFetch } from "./authorize-fetch.ts";
import { findShell } from "./find-shell.ts";
import { openModals } from "./modals.ts";
import { followNavigation, goIntoShell } from "./navigation.ts";
import { openNavMenu } from "./nav-menu.ts";
import { reloadWithToken } from "./reload-with-token.ts";
import { openSaveBars } from "./save-bars.ts";
import { shopifyGlobal } from "./shopify-global.ts";
import { openTitleBar } from "./title-bar.ts";

const script = document.currentScript as HTMLScriptElement | null;
const meta = document.querySelector<HTMLMetaElement>('meta[name="shopify-api-key"]')?.content;
const apiKey = script?.dataset.apiKey ?? meta ?? "";
const shell = findShell();

if (!shell) {
  goIntoShell(apiKey);
} else {
  const real = { fetch: window.fetch.bind(window), open: window.open.bind(window) };
  authorizeFetch(shell, real.fetch);
  const modal = openModals(shell);
  const saveBar = openSaveBars(shell);
  Object.assign(window, { shopify: shopifyGlobal(shell, apiKey, modal, saveBar) });
  followNavigation(shell, real.open);
  openNavMenu(shell);
  openTitleBar(shell);
  void reloadWithToken(shell);
}
