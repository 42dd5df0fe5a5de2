import { SAY_REFUSAL } from "#app/files/file-kinds.ts";

const UNFETCHED: Record<string, string> = {
  "not-allowed": "Its address led somewhere that is never asked.",
  refused: "The provider did not hand it out.",
  gone: "It is not at the provider any more.",
  disconnected: "It came to a sender that is disconnected, so it was not fetched.",
  unreached: "The provider could not be reached.",
};

/** Why a file that came with a message cannot be shown, as whole words. */
export function sayNotShown(reason: string | null): string {
  const known: Record<string, string> = { ...SAY_REFUSAL, ...UNFETCHED };
  return known[reason ?? ""] ?? "It could not be fetched.";
}
