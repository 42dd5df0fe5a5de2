import type { App } from "#tests/app.ts";
import type { Connection } from "./connection.ts";

/** Somebody who follows, is cut off and comes back. */
export interface Client {
  conversationIds: string[];
  connection(): Connection;
  /** Connects and follows until the connection ends. */
  connect(app: App): Promise<void>;
  /** Each message it holds, as `version state`. */
  holds(): Map<string, string>;
}

/** R49's bar, from the later of commit and reconnect. */
export const LATEST_MS = 3_000;

/** What all clients heard, against what was committed. */
export class Ledger {
  readonly doubled: object[] = [];
  readonly late: object[] = [];
  worstMs = 0;
  private readonly committedAt: Map<string, number>;

  constructor(committedAt: Map<string, number>) {
    this.committedAt = committedAt;
  }

  heard(key: string, connectedAt: number): void {
    const committed = this.committedAt.get(key);
    // Told before its writer knew of the commit: that is early enough.
    if (committed === undefined) return;
    const ms = performance.now() - Math.max(committed, connectedAt);
    this.worstMs = Math.max(this.worstMs, ms);
    if (ms > LATEST_MS) this.late.push({ key, ms });
  }
}
