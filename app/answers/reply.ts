import type { Waiting } from "#app/answers/asked.ts";
import type { Choice } from "#app/channels/channel.ts";
import type { Proven } from "#app/orders/join-by-proof.ts";
import type { Card, Link } from "#app/conversations/message.ts";

/** What the answers have decided to say and do. */
export interface Reply {
  text: string;
  card?: Card | null;
  link?: Link | null;
  choices?: Choice[];
  /** What the shopper's next message answers, where not one of the choices. */
  waitsFor?: Exclude<Waiting["for"], "choice">;
  /** They have just shown whose order it is: they are joined with that person (orders/join-by-proof.ts). */
  proven?: Proven;
  /** Into staff's hands, with what was gathered. */
  handOver?: { because: string; facts: Record<string, string | string[] | boolean> };
}
