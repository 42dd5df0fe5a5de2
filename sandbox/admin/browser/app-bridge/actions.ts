import type { Action } from "../shell-contract.ts";
import { navigateTo } from "./navigation.ts";

/** What a button or link inside a title bar, save bar or modal stands for. */
export function actionOf(element: Element): Action {
  const variant = element.getAttribute("variant");
  return {
    label: element.textContent?.trim() ?? "",
    isPrimary: variant === "primary",
    isCritical: element.getAttribute("tone") === "critical",
    isDisabled: isOn(element, "disabled"),
    isLoading: isOn(element, "loading"),
    run: () => run(element),
  };
}

/** The actions among the children, without those inside a section or of another kind. */
export function actionsIn(bar: Element): Element[] {
  return [...bar.children].filter((child) => ["BUTTON", "A"].includes(child.tagName));
}

export function isBreadcrumb(element: Element): boolean {
  return element.getAttribute("variant") === "breadcrumb";
}

/** React writes `loading={false}` of an unknown attribute as "false". */
function isOn(element: Element, name: string) {
  const value = element.getAttribute(name);
  return value !== null && value !== "false";
}

function run(element: Element) {
  const href = element.tagName === "A" ? element.getAttribute("href") : null;
  const isOwn = href?.startsWith("/") && !element.getAttribute("target");
  if (href && isOwn) navigateTo(href, element);
  else (element as HTMLElement).click();
}
