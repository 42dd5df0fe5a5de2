import { createHash } from "node:crypto";
import type { Town } from "../town-types.ts";
import type { BusinessNumber, Person, WhatsAppMessage, WhatsAppState } from "./whatsapp-types.ts";

export const WABA_ID = "102290129340398";
export const NUMBER_ID = "106540352242922";
/** The merchant's own token, as a system user has it: good for the default account until it is withdrawn. */
export const WHATSAPP_TOKEN = "EAAtownWhatsAppSystemUser";
export const WHATSAPP_SCOPES = ["whatsapp_business_management", "whatsapp_business_messaging"];

export function openingState(): WhatsAppState {
  return {
    wabas: new Map([
      [WABA_ID, { id: WABA_ID, name: "Tidewater Supply Co", portfolio: "tidewater", isSubscribed: false }],
    ]),
    numbers: new Map([[NUMBER_ID, numberOf(NUMBER_ID, WABA_ID, "15550783881")]]),
    people: new Map(),
    messages: [],
    named: 0,
    media: new Map(),
    templates: new Map(),
    lastHeard: new Map(),
    pairs: new Map(),
    sends: new Map(),
    opened: new Map(),
    portfolioLimit: 250,
  };
}

export const numberOf = (id: string, wabaId: string, display: string): BusinessNumber => ({
  id,
  wabaId,
  display,
  name: "Tidewater Supply Co",
  quality: "GREEN",
  perSecond: 80,
  isOnApp: false,
  isRegistered: true,
});

/** Whoever has this number (digits) or business-scoped id; a number that nobody asked for before is a new person. */
export function personOf(state: WhatsAppState, said: string): Person {
  const found = state.people.get(said) ?? [...state.people.values()].find(({ userId }) => userId === said);
  if (found) return found;
  const waId = said.replace(/\D/g, "");
  const person: Person = {
    waId,
    userId: `US.${BigInt(`0x${digest(waId).slice(0, 16)}`)}`,
    name: `Shopper ${waId.slice(-4)}`,
    isHidden: false,
    isOnWhatsApp: true,
    marketing: "resume",
    isSated: false,
    fate: { steps: ["sent", "delivered"], error: null, stepMs: 15 },
  };
  state.people.set(waId, person);
  return person;
}

/**
 * `wamid.` and Base64 of number, direction and 20 hex digits, in the manner of WhatsApp. By a count of its own: two that
 * are on their way to one person at once are no messages yet.
 */
export function nextWamid(town: Town, state: WhatsAppState, waId: string): string {
  const unique = digest(`${town.options.seed} ${town.clock.openedAt} ${state.named++} ${waId}`);
  const digits = Buffer.from(waId);
  const raw = Buffer.concat([
    Buffer.from([0x1c, 0x18, digits.length]),
    digits,
    Buffer.from(unique.slice(0, 20)),
  ]);
  return `wamid.${raw.toString("base64")}`;
}

export const findMessage = (state: WhatsAppState, id: string): WhatsAppMessage | undefined =>
  state.messages.find((one) => one.id === id);

const digest = (text: string) => createHash("sha256").update(text).digest("hex").toUpperCase();
