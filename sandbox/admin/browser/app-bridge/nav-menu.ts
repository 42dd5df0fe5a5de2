import type { TownShell } from "../shell-contract.ts";
import { navigateTo } from "./navigation.ts";
import { watch } from "./watch.ts";

const NAMES = "ui-nav-menu, s-app-nav";

/** The links of `<ui-nav-menu>` become the app's entries in the admin; `rel="home"` is the app's own name. */
export function openNavMenu(shell: TownShell): void {
  defineHidden("ui-nav-menu");
  watch(NAMES, () => {
    const links = [...document.querySelectorAll<HTMLElement>("ui-nav-menu a, s-app-nav a, s-app-nav s-link")];
    shell.showNavigation(
      links.map((link) => ({
        label: link.textContent?.trim() ?? "",
        href: link.getAttribute("href") ?? "/",
        isHome: link.getAttribute("rel") === "home",
        run: () => navigateTo(link.getAttribute("href") ?? "/", link),
      })),
    );
  });
}

/** Elements that the admin draws show nothing of themselves in the app. */
export function defineHidden(name: string): void {
  if (customElements.get(name)) return;
  customElements.define(
    name,
    class extends HTMLElement {
      connectedCallback() {
        this.style.display = "none";
      }
    },
  );
}
