import type { Socket } from "node:net";

export interface Command {
  tag: string;
  /** Upper case; "UID FETCH" is one. */
  name: string;
  /** Atoms, strings without their quotes, lists with their brackets. */
  words: string[];
}

/** Commands as they come over the wire: a line each, with the literals it announces. Ends when the other side leaves. */
export async function* readCommands(socket: Socket): AsyncGenerator<Command> {
  let waiting = Buffer.alloc(0);
  let line = "";
  let literal = 0;
  const chunks = socket as AsyncIterable<Buffer>;
  try {
    for await (const chunk of chunks) {
      waiting = Buffer.concat([waiting, chunk]);
      for (;;) {
        if (literal > 0) {
          if (waiting.length < literal) break;
          line += quoted(waiting.subarray(0, literal).toString("utf8"));
          waiting = waiting.subarray(literal);
          literal = 0;
        }
        const end = waiting.indexOf("\r\n");
        if (end < 0) break;
        line += waiting.subarray(0, end).toString("utf8");
        waiting = waiting.subarray(end + 2);
        const announced = /\{(\d+)(\+?)\}$/.exec(line);
        if (announced) {
          line = line.slice(0, announced.index);
          literal = Number(announced[1]);
          if (!announced[2]) socket.write("+ go on\r\n");
          continue;
        }
        yield commandOf(line);
        line = "";
      }
    }
  } catch {
    // The other side broke off: there is nobody left to answer.
    socket.destroy();
  }
}

const quoted = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`;

function commandOf(line: string): Command {
  const words = wordsOf(line);
  const [tag = "", first = "", ...rest] = words;
  const name = first.toUpperCase();
  if (name !== "UID") return { tag, name, words: rest };
  return { tag, name: `UID ${(rest[0] ?? "").toUpperCase()}`, words: rest.slice(1) };
}

/** `a1 UID FETCH 1:* (UID BODY.PEEK[])` → its words; what is in brackets stays together. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"|\((?:[^()]|\([^()]*\))*\)|[^\s"]+/g)].map(
    ([whole, inside]) => (inside === undefined ? whole : inside.replace(/\\(.)/g, "$1")),
  );
}
