import type { SaveBarContent, TownShell } from "../shell-contract.ts";
import { actionOf, actionsIn } from "./actions.ts";
import { watch } from "./watch.ts";

export interface Shown {
  show(id: string): Promise<void>;
  hide(id: string): Promise<void>;
  toggle(id: string): Promise<void>;
}

/** `<ui-save-bar>` and forms with `data-save-bar`: the shell shows one bar while something is unsaved. */
export function openSaveBars(shell: TownShell): Shown & { leaveConfirmation(): Promise<void> } {
  let shown: HTMLElement | null = null;

  class SaveBar extends HTMLElement {
    connectedCallback() {
      this.style.display = "none";
    }
    disconnectedCallback() {
      if (shown === this) void this.hide();
    }
    get showing() {
      return shown === this;
    }
    async show() {
      shown = this;
      shell.showSaveBar(contentOf(this));
      this.dispatchEvent(new Event("show"));
    }
    async hide() {
      if (shown !== this) return;
      shown = null;
      shell.hideSaveBar();
      this.dispatchEvent(new Event("hide"));
    }
    async toggle() {
      await (this.showing ? this.hide() : this.show());
    }
  }
  customElements.define("ui-save-bar", SaveBar);
  // A button that begins or ends its loading while the bar is shown.
  watch("ui-save-bar", () => shown?.isConnected && shell.showSaveBar(contentOf(shown)));
  openForms(shell);

  const find = (id: string) => document.getElementById(id) as SaveBar | null;
  return {
    show: async (id) => find(id)?.show(),
    hide: async (id) => find(id)?.hide(),
    toggle: async (id) => find(id)?.toggle(),
    leaveConfirmation: () => shell.confirmLeave(),
  };
}

function contentOf(bar: Element): SaveBarContent {
  const actions = actionsIn(bar).map(actionOf);
  return {
    save: actions.find(({ isPrimary }) => isPrimary) ?? null,
    discard: actions.find(({ isPrimary }) => !isPrimary) ?? null,
    asksBeforeDiscard: bar.hasAttribute("discardconfirmation"),
  };
}

function openForms(shell: TownShell) {
  const plain = { isPrimary: false, isCritical: false, isDisabled: false, isLoading: false };
  const formOf = ({ target }: Event) => (target as Element | null)?.closest?.("form[data-save-bar]");
  for (const kind of ["input", "change"])
    document.addEventListener(kind, (event) => {
      const form = formOf(event) as HTMLFormElement | null | undefined;
      if (!form) return;
      shell.showSaveBar({
        save: { ...plain, label: "Save", isPrimary: true, run: () => form.requestSubmit() },
        discard: { ...plain, label: "Discard", run: () => form.reset() },
        asksBeforeDiscard: form.hasAttribute("data-discard-confirmation"),
      });
    });
  for (const kind of ["submit", "reset"])
    document.addEventListener(kind, (event) => {
      if (formOf(event)) shell.hideSaveBar();
    });
}
