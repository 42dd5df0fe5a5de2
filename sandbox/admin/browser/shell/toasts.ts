import { element, required } from "../element.ts";
import type { ToastOptions } from "../shell-contract.ts";
import { button } from "./dialog.ts";

const shown = new Map<string, () => void>();
let count = 0;

/** A short notice at the foot of the admin; five seconds unless told otherwise. Returns its id. */
export function showToast(message: string, options: ToastOptions): string {
  count += 1;
  const id = String(count);
  const toast = element(
    "div",
    { class: `toast${options.isError ? " is-error" : ""}`, role: options.isError ? "alert" : "status" },
    element("span", {}, message),
  );
  const cross = button("✕", "toast-cross", () => dismiss(id, options));
  cross.setAttribute("aria-label", "Dismiss");
  if (options.action) toast.append(button(options.action, "toast-action", () => options.onAction?.()));
  toast.append(cross);
  const timer = setTimeout(() => dismiss(id, options), options.duration ?? 5000);
  shown.set(id, () => {
    clearTimeout(timer);
    toast.remove();
  });
  required("#toasts").append(toast);
  return id;
}

export function hideToast(id: string): void {
  shown.get(id)?.();
  shown.delete(id);
}

function dismiss(id: string, options: ToastOptions) {
  if (!shown.has(id)) return;
  hideToast(id);
  options.onDismiss?.();
}
