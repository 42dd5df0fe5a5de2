import type { TownShell } from "../shell-contract.ts";
import { actionOf, actionsIn, isBreadcrumb } from "./actions.ts";
import { defineHidden } from "./nav-menu.ts";
import { watch } from "./watch.ts";

/** `<ui-title-bar>` of the page (those of modals are the modals' own) is drawn by the shell. */
export function openTitleBar(shell: TownShell): void {
  defineHidden("ui-title-bar");
  watch("ui-title-bar, title", () => {
    const bar = [...document.querySelectorAll("ui-title-bar")].find((one) => !one.closest("ui-modal"));
    if (!bar) return shell.showTitleBar(document.title ? empty(document.title) : null);
    const actions = actionsIn(bar);
    const breadcrumb = actions.find(isBreadcrumb);
    shell.showTitleBar({
      title: bar.getAttribute("title") ?? document.title,
      breadcrumb: breadcrumb ? actionOf(breadcrumb) : null,
      actions: actions.filter((one) => !isBreadcrumb(one)).map(actionOf),
      groups: [...bar.querySelectorAll("section")].map((section) => ({
        label: section.getAttribute("label") ?? "More actions",
        actions: actionsIn(section).map(actionOf),
      })),
    });
  });
}

function empty(title: string) {
  return { title, breadcrumb: null, actions: [], groups: [] };
}
