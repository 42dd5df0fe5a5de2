import type { SuppressionCursor } from "#app/consent/suppressions.ts";

/** Where the list goes on, as it stands in the page's address: the hash says nothing of whose it is. */
export const writeCursor = ({ since, channel, addressHash }: SuppressionCursor): string =>
  [since.toISOString(), channel, addressHash].join("~");

export function cursorOf(text: string | null): SuppressionCursor | null {
  const [time = "", channel, addressHash] = text?.split("~") ?? [];
  const since = new Date(time);
  return channel && addressHash && !Number.isNaN(since.getTime()) ? { since, channel, addressHash } : null;
}
