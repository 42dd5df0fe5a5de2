import type { Meta } from "../meta/meta-types.ts";
import { refusal } from "../town-types.ts";
import { empty } from "./read-outbound.ts";
import { nextWamid } from "./state.ts";
import { contactOf, envelope, seconds, tellChange } from "./tell.ts";
import type { BusinessNumber, Person, WhatsAppMessage, WhatsAppState } from "./whatsapp-types.ts";

/** The merchant answers in the WhatsApp Business app on their own phone: the app hears an echo. */
export async function sayInApp(
  meta: Meta,
  state: WhatsAppState,
  number: BusinessNumber,
  person: Person,
  body: string,
): Promise<{ id: string }> {
  if (!number.isOnApp) throw refusal(409, `${number.display} is not on the WhatsApp Business app as well`);
  const message = past(meta, state, number, person, { direction: "in", body, at: meta.town.clock.now() });
  state.messages.push({ ...message, isEcho: true });
  const echo = {
    from: number.display,
    ...(!person.isHidden && { to: person.waId }),
    to_user_id: person.userId,
    ...written(message),
  };
  const value = { ...envelope(number), contacts: [contactOf(person)], message_echoes: [echo] };
  await tellChange(meta, state, number.wabaId, "smb_message_echoes", value);
  return { id: message.id };
}

export interface Past {
  /** "out" was written by the shopper. */
  direction: "in" | "out";
  body: string;
  at: number;
}

/** After a sign-up with coexistence: what was said before, in one chunk. */
export async function shareHistory(
  meta: Meta,
  state: WhatsAppState,
  number: BusinessNumber,
  person: Person,
  lines: Past[],
): Promise<{ ids: string[] }> {
  const kept = lines.map((line) => {
    const message = past(meta, state, number, person, line);
    state.messages.push(message);
    return message;
  });
  const messages = kept.map((message) => ({
    from: message.direction === "in" ? number.display : person.waId,
    ...(message.direction === "in" && { to: person.waId }),
    ...written(message),
    history_context: { status: "READ", ...(message.direction === "in" && { from_me: true }) },
  }));
  const chunk = { phase: 0, chunk_order: 1, progress: 100 };
  const threads = [{ id: person.waId, context: { wa_id: person.waId, user_id: person.userId }, messages }];
  const value = { ...envelope(number), history: [{ metadata: chunk, threads }] };
  await tellChange(meta, state, number.wabaId, "history", value);
  return { ids: kept.map(({ id }) => id) };
}

const written = ({ id, at, body }: WhatsAppMessage) => ({
  id,
  timestamp: seconds(at),
  type: "text",
  text: { body },
});

function past(
  meta: Meta,
  state: WhatsAppState,
  number: BusinessNumber,
  person: Person,
  { direction, body, at }: Past,
): WhatsAppMessage {
  return {
    ...empty(),
    id: nextWamid(meta.town, state, person.waId),
    body,
    numberId: number.id,
    person: person.waId,
    direction,
    isEcho: false,
    opaque: null,
    category: "service",
    status: direction === "in" ? "read" : "received",
    error: null,
    replyTo: null,
    at,
  };
}
