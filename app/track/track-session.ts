import { HOUR, later } from "#app/clock.ts";
import { newId } from "#app/id.ts";
import { readToken, signToken } from "#app/seal.server.ts";

/** Whoever asks in the theme's block, for as long as their proofs and codes can count. */
export interface TrackSession {
  /** Stands where a conversation's id does: codes and proofs hang on it as on a thread of the chat. */
  conversationId: string;
  token: string;
}

const LIVES_MS = HOUR;

/** The session this browser has, or a new one where it has none of this shop's that still counts. */
export function trackSession(shopId: string, given: unknown, at: Date): TrackSession {
  const claims = typeof given === "string" ? (readToken("track-session", given) as Claims | null) : null;
  if (claims?.shopId === shopId && claims.exp > at.getTime())
    return { conversationId: claims.id, token: String(given) };
  const id = `track:${newId()}`;
  const exp = later(at, LIVES_MS).getTime();
  return { conversationId: id, token: signToken("track-session", { shopId, id, exp }) };
}

interface Claims {
  shopId: string;
  id: string;
  exp: number;
}
