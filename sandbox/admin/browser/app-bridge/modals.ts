import type { TownShell } from "../shell-contract.ts";
import { actionOf, actionsIn } from "./actions.ts";
import { MODAL_STYLE } from "./modal-style.ts";
import type { Shown } from "./save-bars.ts";

/**
 * `<ui-modal>`: shown inside the app's frame while the shell darkens what is around it. React portals its content
 * into `content`, so that element exists from the beginning.
 */
export function openModals(shell: TownShell): Shown {
  customElements.define("ui-modal", modalElement(shell));
  const find = (id: string) => document.getElementById(id) as (HTMLElement & Visible) | null;
  return {
    show: async (id) => find(id)?.show(),
    hide: async (id) => find(id)?.hide(),
    toggle: async (id) => find(id)?.toggle(),
  };
}

interface Visible {
  show(): Promise<void>;
  hide(): Promise<void>;
  toggle(): Promise<void>;
}

function modalElement(shell: TownShell) {
  return class Modal extends HTMLElement implements Visible {
    content = document.createElement("div");
    #dialog: HTMLDialogElement | null = null;

    connectedCallback() {
      this.style.display = "none";
    }
    disconnectedCallback() {
      void this.hide();
    }
    get variant() {
      return this.getAttribute("variant") ?? "base";
    }
    set variant(value: string) {
      this.setAttribute("variant", value);
    }
    get src() {
      return this.getAttribute("src") ?? "";
    }
    set src(value: string) {
      this.setAttribute("src", value);
    }
    get contentWindow() {
      return this.#dialog?.querySelector("iframe")?.contentWindow ?? null;
    }
    async show() {
      if (this.#dialog) return;
      this.#dialog = drawModal(this, this.src ? frameOf(this.src) : this.#filled(), () => void this.hide());
      document.body.append(this.#dialog);
      this.#dialog.showModal();
      shell.dim(true);
      this.dispatchEvent(new Event("show"));
    }
    async hide() {
      if (!this.#dialog) return;
      const dialog = this.#dialog;
      this.#dialog = null;
      dialog.close();
      // React still holds what it put into `content`: only the frame around it goes.
      this.content.remove();
      dialog.remove();
      shell.dim(false);
      this.dispatchEvent(new Event("hide"));
    }
    async toggle() {
      await (this.#dialog ? this.hide() : this.show());
    }
    /** Without React the children themselves are the content. */
    #filled() {
      const own = [...this.children].filter(({ tagName }) => !/^UI-(TITLE|SAVE)-BAR$/.test(tagName));
      const isPlain = this.content.childNodes.length === 0 && own.some(({ childNodes }) => childNodes.length);
      if (isPlain) this.content.append(...own.map((child) => child.cloneNode(true)));
      return this.content;
    }
  };
}

function drawModal(modal: HTMLElement & { variant: string }, content: HTMLElement, close: () => void) {
  const bar = modal.querySelector("ui-title-bar");
  const dialog = document.createElement("dialog");
  dialog.className = `town-modal is-${modal.variant}`;
  dialog.setAttribute("aria-label", bar?.getAttribute("title") ?? "");
  dialog.append(styleSheet(), head(bar, close), content, ...foot(bar));
  content.classList.add("town-modal-content");
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  return dialog;
}

function head(bar: Element | null, close: () => void) {
  const head = document.createElement("header");
  const title = document.createElement("h2");
  title.textContent = bar?.getAttribute("title") ?? "";
  const cross = document.createElement("button");
  cross.type = "button";
  cross.textContent = "✕";
  cross.setAttribute("aria-label", "Close");
  cross.addEventListener("click", close);
  head.append(title, cross);
  return head;
}

/** Clicks go to the app's own buttons, where its handlers are. */
function foot(bar: Element | null) {
  const actions = bar ? actionsIn(bar) : [];
  if (!actions.length) return [];
  const place = document.createElement("footer");
  for (const one of actions.sort((a, b) => rank(a) - rank(b))) {
    const action = actionOf(one);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = action.label;
    button.disabled = action.isDisabled || action.isLoading;
    button.className = `${action.isPrimary ? "is-primary" : ""} ${action.isCritical ? "is-critical" : ""}`;
    button.addEventListener("click", action.run);
    place.append(button);
  }
  return [place];
}

function rank(element: Element) {
  return element.getAttribute("variant") === "primary" ? 1 : 0;
}

function frameOf(src: string) {
  const place = document.createElement("div");
  const frame = document.createElement("iframe");
  const address = new URL(src, location.href);
  for (const [name, value] of new URLSearchParams(location.search))
    if (["shop", "host", "embedded"].includes(name)) address.searchParams.set(name, value);
  frame.src = address.href;
  place.append(frame);
  return place;
}

function styleSheet() {
  const style = document.createElement("style");
  style.textContent = MODAL_STYLE;
  return style;
}
