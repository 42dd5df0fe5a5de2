const SHORTEST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 2000;
const FIRST_READING_MS = Number(process.env.TOWN_PATIENCE_MS ?? 5000);

/** Follows the town's clock for the life of this process, and never keeps it alive. Resolves with the first reading. */
export function followClock(town, request, setOffset) {
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      process.stderr.write(
        `no clock from the sandbox's town at ${town().origin}: going on with this machine's\n`,
      );
      resolve();
    }, FIRST_READING_MS);
    listen(town, request, (reading) => {
      setOffset(reading.offsetMs);
      acknowledge(town, request, reading);
      clearTimeout(late);
      resolve();
    });
  });
}

/** Comes back after a break, soon at first: a town that is gone for good is not worth a crowd of processes knocking. */
function listen(town, request, heard, retryMs = SHORTEST_RETRY_MS) {
  let isOver = false;
  let nextMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  const again = () => {
    if (!isOver) setTimeout(() => listen(town, request, heard, nextMs), nextMs).unref();
    isOver = true;
  };
  const stream = request(new URL("/_town/clock/stream", town()), { agent: false }, (answer) => {
    answer.socket.unref();
    nextMs = SHORTEST_RETRY_MS;
    let text = "";
    answer.setEncoding("utf8");
    answer.on("data", (piece) => {
      const events = (text + piece).split("\n\n");
      text = events.pop();
      for (const event of events)
        if (event.startsWith("data: ")) heard(JSON.parse(event.slice("data: ".length)));
    });
    answer.once("error", again);
    answer.once("close", again);
  });
  stream.once("error", again);
  stream.end();
}

function acknowledge(town, request, { listener, move }) {
  const body = JSON.stringify({ listener, move });
  const ack = request(new URL("/_town/clock/ack", town()), {
    method: "POST",
    agent: false,
    headers: {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      connection: "close",
    },
  });
  ack.once("response", (answer) => answer.resume());
  ack.once("socket", (socket) => socket.unref());
  ack.once("error", (error) => process.stderr.write(`the town did not hear our clock: ${error.message}\n`));
  ack.end(body);
}
