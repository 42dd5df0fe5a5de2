import { useEffect, useState } from "react";
import type { InboxRow } from "#app/conversations/inbox.ts";

/** Told to whoever is open: reply, note, close. */
export type ShortcutName = "reply" | "note" | "close";
export const SHORTCUT = "threadline:shortcut";

export const SHORTCUTS: [string, string][] = [
  ["j", "Next conversation"],
  ["k", "Previous conversation"],
  ["Enter", "Open the conversation, or send what you wrote"],
  ["Shift + Enter", "New line"],
  ["r", "Reply"],
  ["n", "Write an internal note"],
  ["e", "Close or reopen the conversation"],
  ["Esc", "Leave the text field"],
  ["?", "Show these shortcuts"],
];

/** The inbox by keyboard. Keys mean nothing while somebody types. */
export function useShortcuts(rows: InboxRow[], openId: string | undefined) {
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event)) return void (event.key === "Escape" && (event.target as HTMLElement).blur());
      const act = ACTS[event.key];
      if (!act || (isBehindDialog() && act !== "help")) return;
      event.preventDefault();
      if (act === "help") setIsHelpOpen((isOpen) => !isOpen);
      else if (act === "next" || act === "previous") moveFocus(rows, openId, act === "next" ? 1 : -1);
      else window.dispatchEvent(new CustomEvent<ShortcutName>(SHORTCUT, { detail: act }));
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [rows, openId]);
  return { isHelpOpen, closeHelp: () => setIsHelpOpen(false) };
}

const ACTS: Record<string, ShortcutName | "help" | "next" | "previous"> = {
  j: "next",
  k: "previous",
  r: "reply",
  n: "note",
  e: "close",
  "?": "help",
};

function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

const isBehindDialog = (): boolean => document.querySelector("dialog[open]") !== null;

/** From the focused row, else from the open one. */
function moveFocus(rows: InboxRow[], openId: string | undefined, by: 1 | -1) {
  const focused = document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset.row;
  const at = rows.findIndex(({ id }) => id === (focused ?? openId));
  const row = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
  if (row) document.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`)?.focus();
}
