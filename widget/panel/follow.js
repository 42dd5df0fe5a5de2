import { readEvents } from "./read-events.js";
import { backoff, openWait } from "./wait.js";

const SILENT_MS = 40_000;
const FIRST_BYTE_MS = 10_000;
const POLL_MS = 5_000;
const HIDDEN_MS = 60_000;

/**
 * Keeps the thread up to date for as long as the page lives: loads it, follows the stream from the cursor, reconnects
 * with backoff, polls where streams do not get through. `onState` hears live, polling, reconnecting, away or offline.
 */
export function follow({ calls, thread, onMessages, onTyping, onState, onLive }) {
  const wait = openWait();
  let failures = 0;
  let canStream = true;
  let isPaused = false;
  let cut = new AbortController();

  async function run() {
    for (;;) {
      let pause = 0;
      try {
        if (isPaused) await resting();
        cut = new AbortController();
        await calls.current();
        if (!thread.isLoaded || !canStream) await catchUp();
        pause = canStream ? await stream() : polled();
      } catch (error) {
        if (error.isOther) continue;
        failures += 1;
        pause = Math.max(backoff(failures), (error.retryAfter || 0) * 1000);
        if (!isPaused) onState(navigator.onLine ? "away" : "offline");
      }
      if (!isPaused) await wait.for(pause);
    }
  }

  async function catchUp() {
    for (let more = true; more; ) {
      const first = !thread.isLoaded;
      const page = await calls.json(`/chat/thread?after=${thread.cursor}`);
      if (first) thread.hasOlder = page.hasMore;
      more = page.hasMore && !first;
      onMessages(page.messages, { isFirst: first, moves: true });
      thread.isLoaded = true;
      thread.cursor = Math.max(thread.cursor, page.cursor || 0);
    }
  }

  /** Milliseconds until the next connection. */
  async function stream() {
    const response = await calls.call(`/chat/stream?after=${thread.cursor}`, { signal: cut.signal });
    if (!response.body?.getReader) {
      canStream = false;
      return 0;
    }
    onState("live");
    onLive();
    const dog = watch(cut);
    let goodbye;
    try {
      await readEvents(
        response.body,
        (event) => {
          if (event.event === "bye") goodbye = JSON.parse(event.data).retryMs || 1000;
          else if (event.data) hear(event);
        },
        dog.alive,
      );
    } catch {
      // A cut connection and one we closed read alike: both go on from the cursor.
      if (!dog.heard() && !isPaused && navigator.onLine) canStream = false;
    } finally {
      dog.stop();
    }
    if (goodbye) return goodbye * (1 + Math.random());
    if (dog.heard()) failures = 0;
    failures += 1;
    if (!isPaused) onState("reconnecting");
    return backoff(failures - 1) / 2;
  }

  function hear(event) {
    failures = 0;
    const data = JSON.parse(event.data);
    if (event.event === "typing") onTyping(data);
    else if (event.event === "message") onMessages([data], { moves: true });
  }

  function polled() {
    failures = 0;
    onState("polling");
    onLive();
    return POLL_MS;
  }

  const resting = () =>
    new Promise((resolve) => {
      resume = resolve;
    });
  let resume = () => 0;

  function setPaused(now) {
    isPaused = now;
    if (now) cut.abort();
    else resume();
    wait.end();
  }
  function restart() {
    failures = 0;
    cut.abort();
    wait.end();
  }
  listen(setPaused, restart);
  run();
  return { now: wait.end, restart };
}

/** Ends a connection on which nothing was heard for too long. */
function watch(cut) {
  let heard = false;
  let timer = setTimeout(() => cut.abort(), FIRST_BYTE_MS);
  return {
    alive() {
      heard = true;
      clearTimeout(timer);
      timer = setTimeout(() => cut.abort(), SILENT_MS);
    },
    heard: () => heard,
    stop: () => clearTimeout(timer),
  };
}

/** A page that is hidden for a minute, or put aside by the browser, holds no connection; it resumes from its cursor. */
function listen(setPaused, reconnect) {
  let timer;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => setPaused(true), HIDDEN_MS);
    else setPaused(false);
  });
  addEventListener("pagehide", () => setPaused(true));
  addEventListener("pageshow", ({ persisted }) => persisted && setPaused(false));
  addEventListener("online", reconnect);
  addEventListener("offline", reconnect);
}
