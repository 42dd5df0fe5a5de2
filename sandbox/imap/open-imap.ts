import { type AddressInfo, createServer, type Socket } from "node:net";
import { mailboxOf, type Post } from "../mail/mailbox.ts";
import type { Part, Town } from "../town-types.ts";
import { answerCommand, type ImapSession } from "./answer-command.ts";
import { readCommands } from "./read-commands.ts";

/**
 * An IMAP server without TLS (RFC 3501 and IDLE) over the town's mailboxes: the user is the address, and every password but
 * "wrong" opens it.
 */
export async function openImap(town: Town, post: Post): Promise<Part> {
  const sockets = new Map<Socket, ImapSession | null>();
  const server = createServer((socket) => {
    if (town.faults.strike("imap", {}, ["refuse"])) return void socket.resetAndDestroy();
    sockets.set(socket, null);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    void serve(town, post, socket, (session) => sockets.set(socket, session));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  town.control("GET /imap", () => ({
    open: [...sockets.values()].map((session) => ({
      user: session?.user ?? null,
      isIdling: session?.idling !== undefined,
    })),
  }));
  town.control("POST /imap/cut", () => {
    for (const socket of sockets.keys()) socket.resetAndDestroy();
    return {};
  });
  town.addresses.imap = `imap://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    async close() {
      for (const socket of sockets.keys()) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function serve(
  town: Town,
  post: Post,
  socket: Socket,
  know: (session: ImapSession) => void,
): Promise<void> {
  const session: ImapSession = {
    user: null,
    selected: false,
    told: 0,
    flags: new Map(),
    say: (line) => void socket.write(`${line}\r\n`),
    bytes: (bytes) => void socket.write(bytes),
    validity: post.validity,
  };
  know(session);
  session.say("* OK [CAPABILITY IMAP4rev1 IDLE] the town's mail");
  const watch = setInterval(() => tellNew(post, session), 50);
  socket.on("close", () => clearInterval(watch));
  for await (const command of readCommands(socket)) {
    const facts = { command: command.name, user: session.user, words: command.words.join(" ") };
    const fault = town.faults.strike("imap", facts, ["reset", "hang"]);
    if (fault?.fault === "hang") return;
    if (fault) return void socket.resetAndDestroy();
    const goesOn = answerCommand(post, session, command);
    if (!goesOn) return void socket.end();
  }
}

/** While the other side idles, it hears of mail as it comes. */
function tellNew(post: Post, session: ImapSession): void {
  if (!session.idling || !session.user) return;
  const count = mailboxOf(post, session.user).length;
  if (count === session.told) return;
  session.told = count;
  session.say(`* ${count} EXISTS`);
}
