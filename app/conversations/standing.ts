/** How a thread stands with staff: what two threads that are shown as one have in common. */
export interface Standing {
  status: string;
  assigneeId: string | null;
  /** ISO time, or null while the answers speak in it. */
  handedOverAt: string | null;
  handedOverBecause: string | null;
  facts: unknown;
}

/** Kept with the part, so that each can be given back what was its own. */
export interface StandingBefore {
  headId: string;
  /** Of the thread that became the head. */
  head: Standing;
  headUnread: boolean;
  /** Of both, as they became one. */
  joint: Standing;
  at: string;
}

/** What one of the two threads knows, both know; where both have a say, the head's holds. */
export function joinStandings(head: Standing, part: Standing): Standing {
  const handed = head.handedOverAt ? head : part;
  return {
    status: part.status === "open" ? "open" : head.status,
    assigneeId: head.assigneeId ?? part.assigneeId,
    handedOverAt: handed.handedOverAt,
    handedOverBecause: handed.handedOverBecause,
    facts: handed.facts ?? null,
  };
}

/**
 * How one of the two stands when they go apart. What nobody has changed since they were joined is again what it was
 * before (`own`); what was changed was changed for both. Only a thread that was heard from opens by being heard from.
 */
export function partStanding(
  own: Standing,
  { joint, now, wasHeardSince }: { joint: Standing; now: Standing; wasHeardSince: boolean },
): Standing {
  const isHandedSame = joint.handedOverAt === now.handedOverAt;
  const { handedOverAt, handedOverBecause, facts } = isHandedSame ? own : now;
  return {
    status: partStatus(own.status, { joint: joint.status, now: now.status, wasHeardSince }),
    assigneeId: joint.assigneeId === now.assigneeId ? own.assigneeId : now.assigneeId,
    handedOverAt,
    handedOverBecause,
    facts,
  };
}

function partStatus(
  own: string,
  { joint, now, wasHeardSince }: { joint: string; now: string; wasHeardSince: boolean },
) {
  if (wasHeardSince && now === "open") return "open";
  if (now === "open" || now === joint) return own;
  return now;
}
