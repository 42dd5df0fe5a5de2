import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { followLive, type LiveEvent } from "#app/components/live-stream.ts";

interface Opened {
  cursor: string | null;
  say(text: string): void;
  end(): void;
}

let opened: Opened[];
let waiting: ((stream: Opened) => void)[];
beforeEach(() => {
  opened = [];
  waiting = [];
  // A browser's window outlives every stream.
  vi.stubGlobal("window", new EventTarget());
  vi.spyOn(globalThis, "fetch").mockImplementation((address, init) => open(String(address), init ?? {}));
});
afterEach(() => vi.restoreAllMocks());

/** The server's side of one stream, as the browser asked for it. */
async function open(_address: string, init: RequestInit): Promise<Response> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const stream = {
    cursor: new Headers(init.headers).get("last-event-id"),
    say: (text: string) => void writer.write(new TextEncoder().encode(text)),
    end: () => void writer.close(),
  };
  init.signal?.addEventListener("abort", () => void writer.abort().catch(() => undefined));
  const next = waiting.shift();
  if (next) next(stream);
  else opened.push(stream);
  return new Response(readable);
}

const nextStream = () =>
  new Promise<Opened>((resolve) => {
    const stream = opened.shift();
    if (stream) resolve(stream);
    else waiting.push(resolve);
  });

function follow() {
  const heard: LiveEvent[] = [];
  let tell: () => void = () => undefined;
  const stop = followLive({
    after: "7",
    token: async () => "token",
    onState: () => undefined,
    onEvent: (event) => {
      heard.push(event);
      tell();
    },
  });
  const until = (count: number) =>
    new Promise<void>((resolve) => {
      tell = () => heard.length >= count && resolve();
      tell();
    });
  return { heard, until, stop };
}

const event = (id: number, conversationId: string) =>
  `id: ${id}\nevent: conversation\ndata: {"conversationId":"${conversationId}"}\n\n`;

it("hears events however the bytes are cut", async () => {
  const { heard, until, stop } = follow();
  const stream = await nextStream();
  for (const letter of `retry: 3000\n\n: still here\n\n${event(8, "ä")}${event(9, "b")}`) stream.say(letter);
  await until(2);
  expect(heard.map(({ data }) => data.conversationId)).toEqual(["ä", "b"]);
  stop();
});

it("goes on after the last event it heard when the stream breaks", async () => {
  const { until, stop } = follow();
  const first = await nextStream();
  expect(first.cursor).toBe("7");
  first.say(event(12, "a"));
  await until(1);
  first.end();
  expect((await nextStream()).cursor).toBe("12");
  stop();
});

it("comes back at once when the network does", async () => {
  const { stop } = follow();
  (await nextStream()).end();
  window.dispatchEvent(new Event("online"));
  await nextStream();
  stop();
});
