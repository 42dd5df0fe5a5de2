import type { Meta } from "../meta/meta-types.ts";
import { type ControlHandler, refusal, type Town } from "../town-types.ts";
import { type Past, sayInApp, shareHistory } from "./coexistence.ts";
import { tellStatus } from "./message-life.ts";
import { numberOf, personOf, WHATSAPP_SCOPES } from "./state.ts";
import { contactOf, envelope, seconds, tellChange } from "./tell.ts";
import { createTemplate, judgeTemplate } from "./templates.ts";
import type { BusinessNumber, Person, Template, WhatsAppState } from "./whatsapp-types.ts";
import { type Writing, writeToShop } from "./write-to-shop.ts";

/** Control of WhatsApp's accounts, templates and shoppers; README.md has an example of each. */
export function addWhatsAppRoutes(town: Town, meta: Meta, state: WhatsAppState): void {
  addPeopleRoutes(town, meta, state);
  town.control("GET /whatsapp", () => ({
    accounts: [...state.wabas.values()],
    numbers: [...state.numbers.values()],
    templates: [...state.templates.values()],
    portfolioLimit: state.portfolioLimit,
  }));
  town.control("GET /whatsapp/messages", () => ({ messages: state.messages }));
  town.control("POST /whatsapp/settings", ({ body }) => {
    const { portfolioLimit = state.portfolioLimit } = body as { portfolioLimit?: number };
    state.portfolioLimit = portfolioLimit;
    return { portfolioLimit };
  });
  town.control("POST /whatsapp/numbers/:id", ({ params, body }) =>
    setNumber(state, params.id ?? "", body as object),
  );
  // As if it had been made and approved in WhatsApp Manager.
  town.control("POST /whatsapp/templates", ({ body }) => {
    const [waba] = state.wabas.keys();
    const { status, body: made } = createTemplate(meta, state, waba!, body as Record<string, unknown>);
    if (status !== 200) throw refusal(400, JSON.stringify(made));
    return Object.assign(templateOf(state, (made as { id: string }).id), { status: "APPROVED" });
  });
  town.control("POST /whatsapp/templates/:id/judge", ({ params, body }) =>
    judgeTemplate(
      meta,
      state,
      templateOf(state, params.id ?? ""),
      body as Parameters<typeof judgeTemplate>[3],
    ),
  );
  town.control("POST /whatsapp/signup", ({ body }) => signUp(meta, state, body as { wabaId?: string }));
}

function addPeopleRoutes(town: Town, meta: Meta, state: WhatsAppState): void {
  const one = (path: string, verb: (person: Person, body: Record<string, unknown>) => unknown) => {
    const handler: ControlHandler = ({ params, body }) =>
      verb(personOf(state, plain(params.id)), body as Record<string, unknown>);
    town.control(path, handler);
  };
  town.control("GET /whatsapp/people", () => ({ people: [...state.people.values()] }));
  one("GET /whatsapp/people/:id", (person) => phone(state, person));
  one("POST /whatsapp/people/:id", (person, body) =>
    Object.assign(person, body, { fate: { ...person.fate, ...(body.fate as object) } }),
  );
  one("POST /whatsapp/people/:id/write", (person, body) =>
    writeToShop(meta, state, person, readWriting(state, body as Partial<Writing>)),
  );
  one("POST /whatsapp/people/:id/read", (person) => readAll(meta, state, person));
  one("POST /whatsapp/people/:id/marketing", (person, body) => prefer(meta, state, person, body.value));
  one("POST /whatsapp/people/:id/app-reply", (person, body) =>
    sayInApp(meta, state, theNumber(state, body.from), person, String(body.body ?? "")),
  );
  one("POST /whatsapp/people/:id/history", (person, body) =>
    shareHistory(meta, state, theNumber(state, body.from), person, readPast(body.messages)),
  );
}

const plain = (said = "") => (/^[A-Z]{2}\./.test(said) ? said : said.replace(/\D/g, ""));

function phone(state: WhatsAppState, person: Person) {
  const seen = state.messages.filter(
    (message) => message.person === person.waId && !["accepted", "failed"].includes(message.status),
  );
  return {
    person,
    messages: seen.map((message) => ({ ...message, at: new Date(message.at).toISOString() })),
  };
}

function theNumber(state: WhatsAppState, said: unknown): BusinessNumber {
  const number = said ? state.numbers.get(String(said)) : [...state.numbers.values()][0];
  if (!number) throw refusal(404, `no number ${String(said)}`);
  return number;
}

function setNumber(state: WhatsAppState, id: string, asked: Partial<BusinessNumber>): BusinessNumber {
  const [waba] = state.wabas.values();
  const before =
    state.numbers.get(id) ?? numberOf(id, asked.wabaId ?? waba!.id, asked.display ?? `1555${id.slice(-7)}`);
  const number = { ...before, ...asked, id };
  state.numbers.set(id, number);
  if (!state.wabas.has(number.wabaId))
    state.wabas.set(number.wabaId, {
      id: number.wabaId,
      name: number.name,
      portfolio: number.wabaId,
      isSubscribed: false,
    });
  return number;
}

function templateOf(state: WhatsAppState, said: string): Template {
  const found = state.templates.get(said) ?? [...state.templates.values()].find(({ name }) => name === said);
  if (!found) throw refusal(404, `no template ${said}`);
  return found;
}

function readWriting(state: WhatsAppState, asked: Partial<Writing>): Writing {
  const to = asked.to ?? [...state.numbers.values()][0]?.id ?? "";
  const rest = { body: "", choice: "", replyTo: "", media: [], raw: null, repeats: 0, forged: false };
  return { ...rest, ...asked, to };
}

function readPast(said: unknown): Past[] {
  if (!Array.isArray(said))
    throw refusal(400, 'history is {"messages":[{"direction":"out","body":"hi","at":"…"}]}');
  return said.map(({ direction, body, at }: { direction: Past["direction"]; body: string; at: string }) => ({
    direction,
    body,
    at: Date.parse(at),
  }));
}

async function readAll(meta: Meta, state: WhatsAppState, person: Person): Promise<{ read: number }> {
  const unread = state.messages.filter(
    ({ person: who, status, direction }) =>
      who === person.waId && direction === "in" && status === "delivered",
  );
  for (const message of unread) await tellStatus(meta, state, message, "read");
  return { read: unread.length };
}

/** The shopper taps "stop" or "resume" under a marketing message. */
async function prefer(meta: Meta, state: WhatsAppState, person: Person, value: unknown) {
  if (value !== "stop" && value !== "resume") throw refusal(400, 'marketing is {"value":"stop"} or "resume"');
  person.marketing = value;
  const number = theNumber(state, undefined);
  const preference = {
    ...(!person.isHidden && { wa_id: person.waId }),
    user_id: person.userId,
    detail: `User requested to ${value} marketing messages`,
    category: "marketing_messages",
    value,
    timestamp: Number(seconds(meta.town.clock.now())),
  };
  const said = { ...envelope(number), contacts: [contactOf(person)], user_preferences: [preference] };
  await tellChange(meta, state, number.wabaId, "user_preferences", said);
  return person;
}

/** What Meta's sign-up window hands back when the merchant has gone through it: a code, once. */
function signUp(meta: Meta, state: WhatsAppState, { wabaId }: { wabaId?: string }) {
  const waba = wabaId ?? [...state.wabas.keys()][0] ?? "";
  if (!state.wabas.has(waba)) throw refusal(404, `no account ${waba}`);
  return {
    code: meta.grantCode(meta.grant({ kind: "system", ids: [waba], scopes: WHATSAPP_SCOPES })),
    wabaId: waba,
  };
}
