import type { SyncKind } from "#app/desk/sync-progress.ts";

/** What one kind's reading is called, and how far it is, in words. */
export function saySync(kind: SyncKind): { name: string; said: string } {
  const name = kind.words.charAt(0).toUpperCase() + kind.words.slice(1);
  return { name, said: SAID[kind.state](kind) };
}

const count = (of: number) => of.toLocaleString("en");

const SAID: Record<SyncKind["state"], (kind: SyncKind) => string> = {
  asked: () => "Asking Shopify",
  writing: ({ found }) =>
    found ? `Shopify is preparing them: ${count(found)} lines so far` : "Shopify is preparing them",
  waiting: ({ expected }) => `${expected === null ? "Ready" : count(expected)}, read next`,
  reading: sayReading,
  done: ({ found }) => `${count(found)}, all read`,
  failed: () => "Could not be read",
};

function sayReading({ found, expected, minutesLeft }: SyncKind): string {
  const sum = expected === null ? `${count(found)} so far` : `${count(found)} of ${count(expected)}`;
  if (minutesLeft === null) return sum;
  return `${sum}, ${minutesLeft <= 1 ? "about a minute" : `about ${count(minutesLeft)} minutes`} left`;
}
