import type { App } from "#tests/app.ts";
import { readEvents } from "../../widget/panel/read-events.js";

export interface Heard {
  id?: string;
  event: string;
  data: string;
}

/** One connection that can be cut: by destroying its socket, or in the middle of what has just arrived. */
export class Connection {
  openedAt = 0;
  private readonly socket = new AbortController();
  private isCut = false;
  private left = Number.POSITIVE_INFINITY;

  /** Reads until the server ends it or it is cut. Returns the status, 0 where nobody answered. */
  async read(
    app: App,
    path: string,
    headers: Record<string, string>,
    hear: (event: Heard) => void,
  ): Promise<number> {
    try {
      const response = await fetch(`${app.url}${path}`, { headers, signal: this.socket.signal });
      if (!response.ok || !response.body) return response.status;
      this.openedAt = performance.now();
      await readEvents(
        response.body,
        (event: Heard) => {
          // What lies behind the cut in the same piece never came.
          if (this.isCut || !event.data) return;
          hear(event);
          if (--this.left <= 0) this.cut();
        },
        () => undefined,
      );
      return response.status;
    } catch {
      // Cut, or the process at the other end died: a client cannot tell, and goes on from its cursor.
      return 0;
    }
  }

  cut(): void {
    this.isCut = true;
    this.socket.abort();
  }

  cutAfter(events: number): void {
    this.left = events;
  }

  get isOpen(): boolean {
    return this.openedAt > 0 && !this.isCut;
  }
}
