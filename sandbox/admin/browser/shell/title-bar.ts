import { element, required } from "../element.ts";
import type { Action, ShellConfig, TitleBarContent } from "../shell-contract.ts";

/** The bar above the app: name, title and the buttons the app put into its `<ui-title-bar>`. */
export function showTitleBar(config: ShellConfig, bar: TitleBarContent | null): void {
  const title = bar?.title ?? "";
  document.title = [title, config.appName, config.handle].filter(Boolean).join(" · ");
  required("#title-bar-title").textContent = title;
  const back = required("#title-bar-back");
  back.replaceChildren(...(bar?.breadcrumb ? [actionButton(bar.breadcrumb, "back")] : []));
  const actions = [...(bar?.actions ?? [])].sort((a, b) => Number(a.isPrimary) - Number(b.isPrimary));
  required("#title-bar-actions").replaceChildren(
    ...(bar?.groups ?? []).map(groupMenu),
    ...actions.map((action) => actionButton(action)),
  );
}

export function actionButton(action: Action, extra = ""): HTMLButtonElement {
  const looks = ["button", extra, action.isPrimary && "is-primary", action.isCritical && "is-critical"];
  return element(
    "button",
    {
      type: "button",
      class: looks.filter(Boolean).join(" "),
      disabled: action.isDisabled || action.isLoading,
      "aria-busy": action.isLoading ? "true" : null,
      onclick: () => action.run(),
    },
    action.label,
  );
}

function groupMenu({ label, actions }: TitleBarContent["groups"][number]) {
  const menu = element("details", { class: "menu" }, element("summary", { class: "button" }, label));
  const list = element(
    "div",
    { class: "menu-list" },
    ...actions.map((action) => actionButton(action, "plain")),
  );
  list.addEventListener("click", () => {
    menu.open = false;
  });
  menu.append(list);
  return menu;
}
