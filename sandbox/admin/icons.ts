import type { Html } from "./html.ts";

const PATHS: Record<string, string> = {
  home: '<path d="M3 9.5 10 4l7 5.5V16a1 1 0 0 1-1 1h-3.5v-4.5h-5V17H4a1 1 0 0 1-1-1z"/>',
  orders: '<path d="M3 11h4l1 2h4l1-2h4M3 11l2.2-7h9.6L17 11v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1z"/>',
  products: '<path d="m10 2.8 7 3.6v7.2l-7 3.6-7-3.6V6.4zM3.2 6.5 10 10l6.8-3.5M10 10v7"/>',
  customers: '<circle cx="10" cy="7" r="3.2"/><path d="M3.5 17c.6-3.4 3.3-5 6.5-5s5.9 1.6 6.5 5z"/>',
  store:
    '<path d="M3.5 8v8a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1V8M2.8 7l1.7-4h11l1.7 4a2.4 2.4 0 0 1-4.8.4 2.4 2.4 0 0 1-4.8 0A2.4 2.4 0 0 1 2.8 7z"/>',
  menu: '<path d="M3 5.5h14M3 10h14M3 14.5h14"/>',
  search: '<circle cx="9" cy="9" r="5"/><path d="m13 13 4 4"/>',
  bag: '<path d="M4.5 7h11l.8 10H3.7zM7 7a3 3 0 0 1 6 0"/>',
  threads: '<path d="M3 5h10v6.5H8L5 14v-2.5H3zM15.5 8.5H17V15h-1.5v2.2L12.8 15H9"/>',
};

/** A drawing of 20 units, in the colour of the words beside it. */
export function icon(name: string): Html {
  return {
    html: `<svg class="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round" aria-hidden="true">${PATHS[name] ?? ""}</svg>`,
  };
}
