// Readers who only listen: streams that are opened and read, and never say anything. The parent sends what to open.
import { get } from "node:http";

interface Order {
  url: string;
  /** One stream for each. */
  headers: Record<string, string>[];
}

/** So many at once: the server's backlog is what it is. */
const AT_ONCE = 50;

process.on("message", async ({ url, headers }: Order) => {
  const waiting = [...headers];
  const opening = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await open(url, next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, opening));
  process.send!(headers.length);
});
process.once("disconnect", () => process.exit());

function open(url: string, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { headers, agent: false }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`a stream was answered ${answer.statusCode}`));
      answer.once("data", () => resolve());
      answer.resume();
    }).once("error", reject);
  });
}
