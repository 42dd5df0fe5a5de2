import { randomUUID } from "node:crypto";
import { addNote } from "#app/conversations/add-note.ts";
import { replyAsStaff } from "#app/conversations/reply-as-staff.ts";
import { inShop } from "#app/db.server.ts";
import { openChat } from "#tests/chat.ts";
import { HELP, writeMail } from "#tests/mail.ts";
import { control, town } from "#tests/town.ts";
import { whatsApp } from "#tests/whatsapp.ts";
import { mailWith } from "./mail-with.ts";
import type { Payload } from "./payloads.ts";
import type { XssShop } from "./xss-shop.ts";

export interface Voice {
  name: string;
  /** So many in one thread: what one page of the inbox shows. */
  inThread: number;
  /** What was said is a text, and must be found as one. */
  isText: boolean;
  /** One person says all of these, through the door that such a person would use. */
  say(shop: XssShop, said: Payload[], person: number): Promise<unknown>;
}

/** Everywhere that somebody outside writes words of their own, and staff theirs. */
export const voices: Voice[] = [
  { name: "chat", inThread: 25, isText: true, say: sayInChat },
  {
    name: "sms",
    inThread: 40,
    isText: true,
    say: (_, said, person) => inTurn(said, ({ text }) => town.text(phone(person), text)),
  },
  {
    name: "whatsapp",
    inThread: 40,
    isText: true,
    say: (_, said, person) => inTurn(said, ({ text }) => whatsApp.write(phone(person), text)),
  },
  { name: "whatsapp-file", inThread: 40, isText: false, say: sayAsFile },
  { name: "whatsapp-button", inThread: 40, isText: true, say: sayAsButton },
  { name: "whatsapp-name", inThread: 1, isText: false, say: sayAsName },
  { name: "messenger", inThread: 40, isText: true, say: sayInInbox("messenger") },
  { name: "instagram", inThread: 40, isText: true, say: sayInInbox("instagram") },
  { name: "messenger-name", inThread: 1, isText: false, say: sayAsInboxName("messenger") },
  { name: "email", inThread: 20, isText: false, say: sayByMail },
  { name: "staff", inThread: 20, isText: true, say: sayAsStaff },
];

const phone = (person: number) => `+1415556${String(1_000 + person)}`;

async function inTurn<T>(all: T[], act: (one: T) => Promise<unknown>): Promise<void> {
  for (const one of all) await act(one);
}

async function sayInChat({ app }: XssShop, said: Payload[]) {
  const shopper = await openChat(app);
  await inTurn(said, ({ text }) => shopper.say(text));
}

const PDF = Buffer.from("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n").toString("base64");

/** A document's name, and the words below it. */
function sayAsFile(_: XssShop, said: Payload[], person: number) {
  return inTurn(said, ({ text }) =>
    whatsApp.write(phone(person), text, {
      media: [{ contentType: "application/pdf", base64: PDF, name: text }],
    }),
  );
}

function sayAsButton(_: XssShop, said: Payload[], person: number) {
  return inTurn(said, ({ text: title, id }) => {
    const interactive = { type: "button_reply", button_reply: { id: `b${id}`, title } };
    return whatsApp.write(phone(person), "", { raw: { type: "interactive", interactive } });
  });
}

async function sayAsName(_: XssShop, said: Payload[], person: number) {
  const [{ text: name } = { text: "" }] = said;
  await whatsApp.change(phone(person), { name });
  await whatsApp.write(phone(person), "hello");
}

const inboxPerson = (person: number) => `99000000000${1_000 + person}`;

function sayInInbox(kind: "messenger" | "instagram") {
  return (_: XssShop, said: Payload[], person: number) =>
    inTurn(said, ({ text }) => control("POST", `/${kind}/people/${inboxPerson(person)}/write`, { text }));
}

function sayAsInboxName(kind: "messenger" | "instagram") {
  return async (_: XssShop, said: Payload[], person: number) => {
    const [{ text } = { text: "" }] = said;
    const who = `/${kind}/people/${inboxPerson(person)}`;
    await control("POST", `${who}/set`, { firstName: text, lastName: text, username: text });
    await control("POST", `${who}/write`, { text: "hello" });
  };
}

export const mailAddress = (person: number) => `writer-${person}@letters.example`;

function sayByMail(_: XssShop, said: Payload[], person: number) {
  const from = mailAddress(person);
  return inTurn(said, ({ text }) =>
    writeMail(from, { to: HELP, raw: mailWith({ from, to: HELP, evil: text }) }),
  );
}

/** Replies that a shopper reads in their chat, and notes that no shopper reads. */
async function sayAsStaff({ app, shopId, staffId }: XssShop, said: Payload[]) {
  const shopper = await openChat(app);
  await shopper.say("hello");
  await inShop(shopId, async (shop) => {
    const { id: conversationId } = await shop.tx.conversation.findFirstOrThrow({
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });
    for (const { text } of said) {
      const base = { conversationId, staffId, text };
      await replyAsStaff(shop, { ...base, clientId: randomUUID(), seenSeq: 1_000_000, anyway: true });
      await addNote(shop, { ...base, clientId: randomUUID() });
    }
  });
}
