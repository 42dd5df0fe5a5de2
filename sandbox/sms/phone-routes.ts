import { refusal, type Town } from "../town-types.ts";
import { MEDIA_HOST } from "./media.ts";
import { freshService } from "./pool.ts";
import type { Account, Fate, Media, SmsState } from "./sms-types.ts";
import { DEFAULT_ACCOUNT } from "./state.ts";
import { type Text, textShop } from "./text-shop.ts";

/** Control of phones and accounts; sms/README.md has an example of each. */
export function addPhoneRoutes(town: Town, state: SmsState): void {
  town.control("GET /phones", () => ({ phones: phonesOf(state).map((number) => phone(state, number)) }));
  town.control("GET /phones/:number", ({ params }) => phone(state, e164(params.number)));
  town.control("POST /phones/:number/text", ({ params, body }) =>
    textShop(town, state, readText(state, e164(params.number), body as Partial<Text>)),
  );
  town.control("POST /phones/:number/fate", ({ params, body }) => {
    state.fates.set(e164(params.number), readFate(state, body as Partial<Fate>));
    return state.fates.get(e164(params.number));
  });
  town.control("POST /sms/settings", ({ body }) => {
    state.usualFate = readFate(state, body as Partial<Fate>);
    return state.usualFate;
  });
  town.control("POST /sms/accounts", ({ body }) => setAccount(state, body as Partial<Account>));
  town.control("GET /sms/accounts", () => ({ accounts: [...state.accounts.values()] }));
  town.control("GET /sms/messages", () => ({
    messages: state.messages.map(({ media, ...message }) => ({
      ...message,
      media: media.map(({ url }) => url),
    })),
  }));
  town.control("GET /sms/callbacks", () => ({ callbacks: state.callbacks }));
  town.control("POST /sms/media", ({ body }) => {
    state.mediaLeadsTo = (body as { leadsTo?: string | null }).leadsTo ?? null;
  });
  town.control("GET /sms/blocks", () => ({
    blocks: [...state.blocks].map((key) => ({ sender: key.split(" ")[0], phone: key.split(" ")[1] })),
  }));
}

/** What the phone's owner sees, oldest first; a text shows once it was sent, unless it never arrived. */
function phone(state: SmsState, number: string) {
  const arrived = state.messages
    .filter((one) => (one.direction === "inbound" ? one.from : one.to) === number)
    .filter((one) => ["received", "sent", "delivered"].includes(one.status))
    .map((one) => ({
      direction: one.direction === "inbound" ? "out" : "in",
      sid: one.sid,
      with: (one.direction === "inbound" ? one.to : one.from) ?? "",
      body: one.body,
      media: one.media.map((media) => shownAt(one.account, media)),
      status: one.status,
      at: one.sentAt ?? one.createdAt,
    }));
  const carrier = state.carrierReplies
    .filter((one) => one.phone === number)
    .map((one) => ({
      direction: "in",
      sid: null,
      with: one.from,
      body: one.body,
      media: [],
      status: "carrier",
      at: one.at,
    }));
  const messages = [...arrived, ...carrier].sort((a, b) => a.at - b.at);
  return { number, messages: messages.map((one) => ({ ...one, at: new Date(one.at).toISOString() })) };
}

/** Where the phone's owner sees it: what was fetched stands in Twilio's store. */
const shownAt = (account: string, { bytes, sid, url }: Media) =>
  bytes ? `https://${MEDIA_HOST}/${account}/${sid}` : url;

function phonesOf(state: SmsState): string[] {
  const numbers = state.messages.map((one) => (one.direction === "inbound" ? one.from : one.to) ?? "");
  return [...new Set(numbers)].sort();
}

function readText(state: SmsState, from: string, asked: Partial<Text>): Text {
  return {
    from,
    to: asked.to ?? [...state.accounts.values()][0]?.numbers[0] ?? "",
    body: asked.body ?? "",
    media: asked.media ?? [],
    repeats: asked.repeats ?? 0,
    forged: asked.forged ?? false,
  };
}

function readFate(state: SmsState, asked: Partial<Fate>): Fate {
  const fate = { ...state.usualFate, ...asked };
  if (!["delivered", "sent", "undelivered", "failed"].includes(fate.final)) {
    throw refusal(400, `a message ends as delivered, sent, undelivered or failed, not "${fate.final}"`);
  }
  return fate;
}

function setAccount(state: SmsState, asked: Partial<Account>): Account {
  const sid = asked.sid ?? DEFAULT_ACCOUNT.sid;
  if (!/^AC[0-9a-f]{32}$/.test(sid)) throw refusal(400, "an account sid is AC and 32 hexadecimal digits");
  const before = state.accounts.get(sid) ?? { ...DEFAULT_ACCOUNT, sid, numbers: [], smsUrls: {} };
  const services = (asked.services ?? before.services).map((one) => ({ ...freshService(), ...one }));
  const account = { ...before, ...asked, sid, services };
  state.accounts.set(sid, account);
  return account;
}

function e164(number: string | undefined): string {
  const digits = (number ?? "").replace(/[^\d]/g, "");
  if (digits.length < 7) throw refusal(400, `"${number}" is no phone number; write it like +491701234567`);
  return `+${digits}`;
}
