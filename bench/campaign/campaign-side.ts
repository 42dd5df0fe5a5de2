import type { Person } from "./people.ts";

export interface CampaignSide {
  /** Process id of whoever drains. */
  worker: number;
  prepare(people: Person[]): Promise<void>;
  /** Writes everybody's text as waiting; nothing leaves yet. */
  enqueue(people: Person[]): Promise<void>;
  /** Has all of it leave; resolves when each has its end. */
  drain(): Promise<void>;
  /** How many ended in which state, since it was last asked. */
  ends(): Promise<Record<string, number>>;
  close(): void;
}
