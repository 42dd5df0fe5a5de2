import { element, required } from "../element.ts";
import type { SaveBarContent, TownShell } from "../shell-contract.ts";
import { ask } from "./dialog.ts";
import { actionButton } from "./title-bar.ts";

/** The contextual save bar, in place of the top bar while the app has unsaved changes. */
export function openSaveBar(): Pick<TownShell, "showSaveBar" | "hideSaveBar" | "mayLeave" | "confirmLeave"> {
  const place = required("#save-bar");
  return {
    showSaveBar(bar) {
      place.replaceChildren(element("span", { class: "save-bar-words" }, "Unsaved changes"), ...buttons(bar));
      place.hidden = false;
    },
    hideSaveBar() {
      place.hidden = true;
    },
    mayLeave() {
      if (place.hidden) return true;
      place.classList.remove("shakes");
      // Reading the width makes the browser begin the animation anew.
      void place.offsetWidth;
      place.classList.add("shakes");
      return false;
    },
    async confirmLeave() {
      if (place.hidden) return;
      const agrees = await ask({
        title: "Leave page with unsaved changes?",
        words: "Leaving this page will delete all unsaved changes.",
        yes: "Leave page",
        no: "Stay",
        isCritical: true,
      });
      // As Shopify's: who stays hears nothing more of it.
      if (!agrees) await new Promise(() => undefined);
    },
  };
}

function buttons({ save, discard, asksBeforeDiscard }: SaveBarContent) {
  const shown: HTMLElement[] = [];
  if (discard) shown.push(actionButton({ ...discard, label: discard.label || "Discard", run: guarded }));
  if (save) shown.push(actionButton({ ...save, label: save.label || "Save", isPrimary: true }));
  return shown;

  async function guarded() {
    const agrees =
      !asksBeforeDiscard ||
      (await ask({
        title: "Discard all unsaved changes",
        words: "If you discard changes, you’ll delete any edits you made since you last saved.",
        yes: "Discard changes",
        no: "Continue editing",
        isCritical: true,
      }));
    if (agrees) discard?.run();
  }
}
