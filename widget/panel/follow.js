import { watchPage } from "./page-life.js";
import { readEvents } from "./read-events.js";
import { endOnSilence } from "./silence.js";
import { backoff, openWait } from "./wait.js";

const POLL_MS = 5_000;
const POLLS = 24;

/**
 * Keeps the thread up to date for as long as the page lives: loads it, follows the stream from the cursor, reconnects
 * with backoff, polls for a while where streams do not get through. `on` hears `messages`, `typing`, `live` and
 * `state` (live, polling, reconnecting, away or offline).
 */
export function follow(calls, thread, on) {
  const follower = new Follower(calls, thread, on);
  watchPage(
    (isPaused) => follower.setPaused(isPaused),
    () => follower.restart(),
  );
  follower.run();
  return follower;
}

class Follower {
  wait = openWait();
  cut = new AbortController();
  failures = 0;
  pollsLeft = 0;
  isPaused = false;
  resume = () => 0;

  constructor(calls, thread, on) {
    Object.assign(this, { calls, thread, on });
  }

  async run() {
    for (;;) {
      if (this.isPaused) await this.resting();
      const pause = await this.connect().catch((error) => this.fail(error));
      if (!this.isPaused) await this.wait.for(pause);
    }
  }

  /** Milliseconds until the next connection, here and below. */
  async connect() {
    this.cut = new AbortController();
    await this.calls.current();
    if (!this.thread.isLoaded || this.pollsLeft) await this.catchUp();
    return this.pollsLeft ? this.polled() : this.stream();
  }

  fail(error) {
    // Somebody else is here now: their thread is loaded at once.
    if (error.isOther) return 0;
    this.failures += 1;
    if (!this.isPaused) this.on.state(navigator.onLine ? "away" : "offline");
    return Math.max(backoff(this.failures), (error.retryAfter || 0) * 1000);
  }

  async catchUp() {
    const { thread } = this;
    for (let more = true; more; ) {
      const isFirst = !thread.isLoaded;
      const page = await this.calls.json(`/chat/thread?after=${thread.cursor}`);
      if (isFirst) thread.hasOlder = page.hasMore;
      more = page.hasMore && !isFirst;
      thread.isLoaded = true;
      this.on.messages(page.messages, { isFirst, moves: true });
      thread.cursor = Math.max(thread.cursor, page.cursor || 0);
    }
  }

  async stream() {
    const response = await this.calls.call(`/chat/stream?after=${this.thread.cursor}`, {
      signal: this.cut.signal,
    });
    if (!response.body?.getReader) return this.poll();
    this.on.state("live");
    this.on.live();
    const guard = endOnSilence(this.cut);
    this.goodbye = 0;
    // A connection that was cut and one that we closed end alike: both go on from the cursor.
    await readEvents(response.body, (event) => this.hear(event), guard.alive).catch(() => 0);
    guard.stop();
    if (guard.hasEnded && !guard.hasHeard) return this.poll();
    if (this.goodbye) return this.goodbye * (1 + Math.random());
    if (!this.isPaused) this.on.state("reconnecting");
    return backoff(this.failures++) / 2;
  }

  hear({ event, data }) {
    if (!data) return;
    const told = JSON.parse(data);
    this.failures = 0;
    if (event === "bye") this.goodbye = told.retryMs || 1000;
    else if (event === "typing") this.on.typing(told);
    else if (event === "message") this.on.messages([told], { moves: true });
  }

  /** Something on the way holds streams back: ask for two minutes, then try the stream again. */
  poll() {
    this.pollsLeft = POLLS;
    return 0;
  }

  polled() {
    this.pollsLeft -= 1;
    this.failures = 0;
    this.on.state("polling");
    this.on.live();
    return POLL_MS;
  }

  resting() {
    return new Promise((resolve) => {
      this.resume = resolve;
    });
  }

  setPaused(isPaused) {
    this.isPaused = isPaused;
    if (isPaused) this.cut.abort();
    else this.resume();
    this.wait.end();
  }

  now() {
    this.wait.end();
  }

  restart() {
    this.failures = 0;
    this.cut.abort();
    this.wait.end();
  }
}
