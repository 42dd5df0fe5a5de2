/** Lower case and trimmed, or null where it cannot be an address. Dots and plus signs stay: they may tell people apart. */
export function normaliseEmail(spelling: string | null | undefined): string | null {
  const email = spelling?.trim().toLowerCase() ?? "";
  return email.length <= 254 && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(email) ? email : null;
}
