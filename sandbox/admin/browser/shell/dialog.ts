import { element } from "../element.ts";

export interface Question {
  title: string;
  words: string | Node;
  yes: string;
  no: string;
  isCritical?: boolean;
}

/** A question over the whole admin; false for no, Escape and the cross. */
export function ask({ title, words, yes, no, isCritical }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = openDialog(title, element("div", { class: "dialog-words" }, words), [
      button(no, "button", () => dialog.close("no")),
      button(yes, `button is-primary${isCritical ? " is-critical" : ""}`, () => dialog.close("yes")),
    ]);
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"));
  });
}

/** A modal dialog with a heading, a cross and a foot of buttons; it takes itself away when closed. */
export function openDialog(title: string, body: HTMLElement, foot: HTMLElement[]): HTMLDialogElement {
  const cross = button("✕", "cross", () => dialog.close("no"));
  cross.setAttribute("aria-label", "Close");
  const dialog = element(
    "dialog",
    { class: "dialog", "aria-label": title },
    element("header", { class: "dialog-head" }, element("h2", {}, title), cross),
    body,
    element("footer", { class: "dialog-foot" }, ...foot),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export function button(label: string, looks: string, run: () => void): HTMLButtonElement {
  return element("button", { type: "button", class: looks, onclick: run }, label);
}
