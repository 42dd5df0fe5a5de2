export interface Heard {
  event: string;
  id: string | null;
  data: unknown;
}

export interface LiveStream {
  status: number;
  /** Everything heard so far, in turn. */
  heard: Heard[];
  /** Resolves with the first event, also of the past, that fits; rejects when the stream ends without one. */
  hear(fits: (event: Heard) => boolean): Promise<Heard>;
  /** Resolves when the other side has ended the stream. */
  ended: Promise<void>;
  close(): void;
}

/** A reader of server-sent events. */
export async function listen(url: string, headers: Record<string, string>): Promise<LiveStream> {
  const leave = new AbortController();
  const answer = await fetch(url, { headers, signal: leave.signal });
  const heard: Heard[] = [];
  const waiting = new Set<() => void>();
  let isOver = false;
  const wake = () => {
    for (const look of waiting) look();
  };
  const ended = pump(answer, (event) => {
    heard.push(event);
    wake();
  }).then(() => {
    isOver = true;
    wake();
  });
  const hear = (fits: (event: Heard) => boolean) =>
    new Promise<Heard>((resolve, reject) => {
      const look = () => {
        const found = heard.find(fits);
        if (!found && !isOver) return;
        waiting.delete(look);
        if (found) resolve(found);
        else reject(new Error(`the stream ended after ${JSON.stringify(heard)}`));
      };
      waiting.add(look);
      look();
    });
  return { status: answer.status, heard, hear, ended, close: () => leave.abort() };
}

async function pump(answer: Response, tell: (event: Heard) => void): Promise<void> {
  let text = "";
  try {
    for await (const part of answer.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + part).split("\n\n");
      text = blocks.pop()!;
      for (const block of blocks) tell(read(block));
    }
  } catch (error) {
    // Our own leaving, or a process that was killed: both end the stream.
    if (!["AbortError", "TypeError"].includes((error as Error).name)) throw error;
  }
}

function read(block: string): Heard {
  const field = (name: string) =>
    block
      .split("\n")
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2);
  return { event: field("event") ?? "", id: field("id") ?? null, data: JSON.parse(field("data") ?? "null") };
}
