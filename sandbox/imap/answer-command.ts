import { mailboxOf, type Post } from "../mail/mailbox.ts";
import type { Mail } from "../mail/mail-types.ts";
import type { Command } from "./read-commands.ts";

export interface ImapSession {
  user: string | null;
  selected: boolean;
  idling?: string;
  /** How many mails the other side was last told of. */
  told: number;
  flags: Map<string, Set<string>>;
  validity: number;
  say(line: string): void;
  bytes(bytes: Buffer): void;
}

/** Answers one command; false where the connection ends with it. */
export function answerCommand(post: Post, session: ImapSession, command: Command): boolean {
  const { tag, name } = command;
  if (session.idling) return stopIdling(session, command);
  if (name === "LOGOUT") {
    session.say("* BYE");
    session.say(`${tag} OK`);
    return false;
  }
  const verb = VERBS[name];
  if (!verb) session.say(`${tag} BAD the town does not know ${name}`);
  else if (!session.user && !BEFORE_LOGIN.has(name)) session.say(`${tag} NO log in first`);
  else verb(post, session, command);
  return true;
}

type Verb = (post: Post, session: ImapSession, command: Command) => void;

const BEFORE_LOGIN = new Set(["CAPABILITY", "NOOP", "LOGIN"]);

const VERBS: Record<string, Verb> = {
  CAPABILITY: untagged(() => "* CAPABILITY IMAP4rev1 IDLE"),
  NOOP: (post, session, { tag }) => {
    if (session.selected) session.say(`* ${countOf(post, session)} EXISTS`);
    session.say(`${tag} OK`);
  },
  LOGIN: logIn,
  LIST: untagged(() => '* LIST (\\HasNoChildren) "/" "INBOX"'),
  LSUB: untagged(() => '* LSUB () "/" "INBOX"'),
  SELECT: select,
  EXAMINE: select,
  STATUS: untagged(
    (post, session) =>
      `* STATUS "INBOX" (MESSAGES ${countOf(post, session)} UIDNEXT ${countOf(post, session) + 1} UIDVALIDITY ${post.validity})`,
  ),
  "UID SEARCH": search,
  "UID FETCH": fetchMails,
  "UID STORE": store,
  IDLE: (post, session, { tag }) => {
    session.idling = tag;
    session.told = countOf(post, session);
    session.say("+ idling");
  },
  CLOSE: untagged(() => null),
  UNSELECT: untagged(() => null),
};

function untagged(line: (post: Post, session: ImapSession) => string | null): Verb {
  return (post, session, { tag }) => {
    const said = line(post, session);
    if (said) session.say(said);
    session.say(`${tag} OK`);
  };
}

function stopIdling(session: ImapSession, { tag }: Command): boolean {
  if (tag.toUpperCase() === "DONE") {
    session.say(`${session.idling} OK`);
    session.idling = undefined;
  }
  return true;
}

function logIn(_post: Post, session: ImapSession, { tag, words: [user = "", password] }: Command) {
  if (password === "wrong") return session.say(`${tag} NO [AUTHENTICATIONFAILED] wrong user or password`);
  session.user = user.toLowerCase();
  session.say(`${tag} OK [CAPABILITY IMAP4rev1 IDLE] welcome`);
}

function select(post: Post, session: ImapSession, { tag, name, words: [mailbox = ""] }: Command) {
  if (mailbox.toUpperCase() !== "INBOX") return session.say(`${tag} NO [NONEXISTENT] there is only INBOX`);
  session.selected = true;
  const count = countOf(post, session);
  session.say(`* ${count} EXISTS`);
  session.say("* 0 RECENT");
  session.say("* FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft)");
  session.say(`* OK [UIDVALIDITY ${post.validity}]`);
  session.say(`* OK [UIDNEXT ${count + 1}]`);
  session.say(`${tag} OK [${name === "EXAMINE" ? "READ-ONLY" : "READ-WRITE"}]`);
}

function search(post: Post, session: ImapSession, { tag, words }: Command) {
  const since = words.findIndex((word) => word.toUpperCase() === "SINCE");
  const from = since < 0 ? null : Date.parse(`${words[since + 1]} UTC`);
  const range = words[words.findIndex((word) => word.toUpperCase() === "UID") + 1];
  const found = numbered(post, session)
    .filter(({ mail }) => from === null || Date.parse(mail.at) >= from)
    .filter(
      ({ uid }) =>
        !words.some((word) => word.toUpperCase() === "UID") || isIn(range ?? "", uid, countOf(post, session)),
    );
  session.say(`* SEARCH${found.map(({ uid }) => ` ${uid}`).join("")}`);
  session.say(`${tag} OK`);
}

function fetchMails(post: Post, session: ImapSession, { tag, words: [range = "", items = ""] }: Command) {
  for (const { uid, mail } of numbered(post, session))
    if (isIn(range, uid, countOf(post, session))) sayMail(post, session, { uid, mail }, items.toUpperCase());
  session.say(`${tag} OK`);
}

function sayMail(post: Post, session: ImapSession, { uid, mail }: Numbered, items: string) {
  const raw = post.raw.get(mail.id) ?? Buffer.alloc(0);
  const facts = [`UID ${uid}`];
  if (items.includes("RFC822.SIZE")) facts.push(`RFC822.SIZE ${raw.length}`);
  if (items.includes("FLAGS")) facts.push(`FLAGS (${[...(session.flags.get(mail.id) ?? [])].join(" ")})`);
  if (items.includes("INTERNALDATE")) facts.push(`INTERNALDATE "${imapDate(mail.at)}"`);
  const section = /BODY(?:\.PEEK)?\[(HEADER)?\](?:<(\d+)\.(\d+)>)?/.exec(items);
  if (!section) return session.say(`* ${uid} FETCH (${facts.join(" ")})`);
  const [, isHeader, start, length] = section;
  const whole = isHeader ? raw.subarray(0, raw.indexOf("\r\n\r\n") + 4) : raw;
  const part = start === undefined ? whole : whole.subarray(Number(start), Number(start) + Number(length));
  const label = `BODY[${isHeader ?? ""}]${start === undefined ? "" : `<${start}>`}`;
  session.bytes(Buffer.from(`* ${uid} FETCH (${facts.join(" ")} ${label} {${part.length}}\r\n`));
  session.bytes(part);
  session.say(")");
}

function store(
  post: Post,
  session: ImapSession,
  { tag, words: [range = "", action = "", list = ""] }: Command,
) {
  const flags = list.replace(/[()]/g, "").split(" ").filter(Boolean);
  for (const { uid, mail } of numbered(post, session)) {
    if (!isIn(range, uid, countOf(post, session))) continue;
    const held = session.flags.get(mail.id) ?? new Set<string>();
    for (const flag of flags)
      if (action.startsWith("-")) held.delete(flag);
      else held.add(flag);
    session.flags.set(mail.id, held);
    if (!/SILENT/i.test(action)) session.say(`* ${uid} FETCH (UID ${uid} FLAGS (${[...held].join(" ")}))`);
  }
  session.say(`${tag} OK`);
}

interface Numbered {
  uid: number;
  mail: Mail;
}

/** Mails are never removed in the town: their place in the mailbox is their number, and stays so. */
const numbered = (post: Post, session: ImapSession): Numbered[] =>
  mailboxOf(post, session.user ?? "").map((mail, at) => ({ uid: at + 1, mail }));

const countOf = (post: Post, session: ImapSession) => mailboxOf(post, session.user ?? "").length;

/** `1:3,7`, `4:*`; a star is the highest number there is, so `9:*` of five mails is `5:9`. */
function isIn(set: string, uid: number, highest: number): boolean {
  return set.split(",").some((part) => {
    const [from, to = from] = part.split(":").map((end) => (end === "*" ? highest : Number(end)));
    return uid >= Math.min(from!, to!) && uid <= Math.max(from!, to!);
  });
}

/** `17-Jul-1996 02:44:25 +0000` */
function imapDate(at: string): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(at).toUTCString())!;
  return `${day}-${month}-${year} ${time} +0000`;
}
