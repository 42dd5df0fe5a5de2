import { element, required } from "../element.ts";
import type { NavigationItem, ShellConfig, TownShell } from "../shell-contract.ts";

/**
 * The app's entries in the left navigation, and the shell's address, which follows the app's. The frame writes the
 * browser's history; the shell only replaces its own entry, so that Back means the same in both.
 */
export function openNavigation(
  config: ShellConfig,
  mayLeave: () => boolean,
): Pick<TownShell, "showPath" | "showNavigation" | "go"> {
  const list = document.querySelector<HTMLUListElement>("#app-navigation");
  const opener = document.querySelector<HTMLAnchorElement>("#app-opener");
  let items: NavigationItem[] = [];
  let path = "";

  function follow(item: NavigationItem, event: Event) {
    event.preventDefault();
    if (!mayLeave()) return;
    document.body.classList.remove("is-navigation-open");
    item.run();
  }
  function draw() {
    const current = items.filter(({ href }) => isWithin(path, href)).sort(longest)[0];
    const shown = items.filter((item) => !item.isHome);
    list?.replaceChildren(...shown.map((item) => entry(config, item, item === current, follow)));
    opener?.classList.toggle("is-current", !current || current.isHome);
  }
  opener?.addEventListener("click", (event) => {
    const home = items.find((item) => item.isHome);
    if (home) follow(home, event);
  });

  return {
    showPath(now) {
      path = now;
      const query = config.staffQuery && `${now.includes("?") ? "&" : "?"}${config.staffQuery}`;
      history.replaceState(history.state, "", `${config.base}${now}${query}`);
      draw();
    },
    showNavigation(now) {
      items = now;
      draw();
    },
    go(address) {
      const inside = insideApp(config, address);
      const frame = required<HTMLIFrameElement>("#app-frame");
      if (inside === null) location.assign(address);
      else frame.contentWindow?.postMessage({ townGo: inside }, location.origin);
    },
  };
}

function entry(
  config: ShellConfig,
  item: NavigationItem,
  isCurrent: boolean,
  follow: (item: NavigationItem, event: Event) => void,
) {
  const link = element(
    "a",
    {
      href: `${config.base}${item.href}`,
      class: isCurrent ? "is-current" : "",
      "aria-current": isCurrent ? "page" : null,
      onclick: (event) => follow(item, event),
    },
    item.label,
  );
  return element("li", {}, link);
}

/** The app's own path when the address lies in this app, by its key or its handle. */
function insideApp(config: ShellConfig, address: string) {
  const url = new URL(address, location.href);
  const found = /^\/store\/([^/]+)\/apps\/([^/]+)(\/.*)?$/.exec(url.pathname);
  const isOurs =
    found?.[1] === config.handle && [config.apiKey, config.appName.toLowerCase()].includes(found[2] ?? "");
  if (!isOurs || url.origin !== location.origin) return null;
  url.searchParams.delete("staff");
  return `${found?.[3] ?? "/"}${url.search}${url.hash}`;
}

function isWithin(path: string, href: string) {
  const own = path.split(/[?#]/, 1)[0] ?? "";
  const target = href.split(/[?#]/, 1)[0] ?? "";
  return own === target || own.startsWith(`${target.replace(/\/$/, "")}/`);
}

function longest(a: NavigationItem, b: NavigationItem) {
  return b.href.length - a.href.length;
}
