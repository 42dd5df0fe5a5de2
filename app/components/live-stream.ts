import { pause, SECOND } from "#app/clock.ts";

export interface LiveEvent {
  /** `conversation` and `shop` tell of a change; `typing` passes. */
  event: string;
  data: { name?: string; conversationId?: string | null };
}

export interface Following {
  /** Where the page's own reading ended. */
  after: string;
  token(): Promise<string>;
  onEvent(event: LiveEvent): void;
  onState(isLive: boolean): void;
}

const SILENCE_MS = 40 * SECOND;

/**
 * Follows the shop's events until the returned function is called: by fetch, since EventSource sends no token.
 * Resumes after the last cursor heard, so a cut loses nothing (R49); waits longer between failures, up to 15 s.
 */
export function followLive(following: Following): () => void {
  const stopped = new AbortController();
  void run(following, stopped.signal);
  return () => stopped.abort();
}

async function run({ after, token, onEvent, onState }: Following, stopped: AbortSignal) {
  let cursor = after;
  let failures = 0;
  while (!stopped.aborted) {
    const cut = new AbortController();
    const end = () => cut.abort();
    stopped.addEventListener("abort", end);
    window.addEventListener("offline", end);
    try {
      const response = await fetch("/live", {
        headers: {
          authorization: `Bearer ${await token()}`,
          accept: "text/event-stream",
          "last-event-id": cursor,
        },
        signal: cut.signal,
      });
      if (!response.ok || !response.body) throw new Error(`the stream answered ${response.status}`);
      onState(true);
      for await (const { id, ...said } of readEvents(response.body, cut)) {
        failures = 0;
        if (id) cursor = id;
        if (said.event !== "bye") onEvent(said);
      }
      failures = 0;
    } catch {
      // Why it broke does not matter: the cursor says where to go on.
      failures++;
    }
    stopped.removeEventListener("abort", end);
    window.removeEventListener("offline", end);
    if (stopped.aborted) return;
    onState(false);
    await Promise.race([pause(backoff(failures)), backOnline(stopped)]);
  }
}

const backoff = (failures: number) =>
  Math.min(15 * SECOND, (SECOND / 2) * 2 ** Math.min(failures, 6)) * (0.7 + Math.random() * 0.6);

const backOnline = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    window.addEventListener("online", () => resolve(), { once: true, signal });
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

interface Said extends LiveEvent {
  id: string | null;
}

/** The events of a stream as they come; ends it when nothing, not even its heartbeat, was heard for too long. */
async function* readEvents(body: ReadableStream<Uint8Array>, cut: AbortController): AsyncGenerator<Said> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  let kept = "";
  while (true) {
    const silence = setSilence(cut);
    const { done, value } = await reader.read().finally(silence);
    if (done) return;
    const blocks = (kept + value).split("\n\n");
    kept = blocks.pop() ?? "";
    for (const block of blocks) {
      const said = readBlock(block);
      if (said) yield said;
    }
  }
}

function setSilence(cut: AbortController): () => void {
  let isHeard = false;
  void pause(SILENCE_MS).then(() => {
    if (!isHeard) cut.abort();
  });
  return () => {
    isHeard = true;
  };
}

function readBlock(block: string): Said | null {
  const fields = new Map(
    block
      .split("\n")
      .filter((line) => line && !line.startsWith(":"))
      .map((line): [string, string] => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
  );
  const event = fields.get("event");
  if (!event) return null;
  return { id: fields.get("id") ?? null, event, data: JSON.parse(fields.get("data") ?? "{}") };
}
