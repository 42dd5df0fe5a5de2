import { badParameter, graphError } from "../meta/graph-error.ts";
import type { GraphCall, Meta } from "../meta/meta-types.ts";
import type { Answer } from "../town-types.ts";
import { isOverPairRate, isOverPortfolio, isOverThroughput, isWindowOpen } from "./limits.ts";
import { startLife } from "./message-life.ts";
import { readOutbound } from "./read-outbound.ts";
import { findMessage, nextWamid, personOf } from "./state.ts";
import type {
  BusinessNumber,
  Outbound,
  Person,
  StatusError,
  WhatsAppMessage,
  WhatsAppState,
} from "./whatsapp-types.ts";

/**
 * `POST /<number id>/messages`: what Meta refuses at once it answers with an error; what it finds out later it accepts,
 * and says so by a status webhook.
 */
export async function acceptMessage(
  meta: Meta,
  state: WhatsAppState,
  number: BusinessNumber,
  call: GraphCall,
): Promise<Answer> {
  const { fields } = call;
  if (fields.status === "read") return markRead(state, String(fields.message_id ?? ""));
  if (fields.messaging_product !== "whatsapp")
    return badParameter("Param messaging_product must be one of {whatsapp}", "whatsapp");
  const to = String(fields.to ?? fields.recipient ?? "");
  if (!/^\+?\d{7,15}$/.test(to) && !/^[A-Z]{2}\.[\w.]+$/.test(to))
    return badParameter("The parameter to is required.", "whatsapp");
  const now = meta.town.clock.now();
  const person = personOf(state, to.replace(/^\+/, ""));
  const refused = overRate(state, number, person, now);
  if (refused) return refused;
  const read = readOutbound(state, number.wabaId, fields);
  if ("status" in read) return read;
  const message = newMessage(meta, state, number, person, read, fields);
  message.error = laterFault(state, number, person, read, now);
  await meta.town.ledger.write(ledgerLine(message, number, person));
  state.messages.push(message);
  const facts = { method: call.method, path: call.url.pathname, body: fields };
  const life = await startLife(meta, state, message, facts);
  return { status: 200, body: acceptedBody(to, person, message.id), afterwards: life.goOn };
}

const acceptedBody = (to: string, { waId, userId, isHidden }: Person, id: string) => ({
  messaging_product: "whatsapp",
  contacts: [{ input: to, ...(isHidden ? { user_id: userId } : { wa_id: waId }) }],
  messages: [{ id, message_status: "accepted" }],
});

function overRate(state: WhatsAppState, number: BusinessNumber, person: Person, now: number): Answer | null {
  if (isOverThroughput(state, number, now))
    return graphError(130429, "Rate limit hit", {
      status: 429,
      product: "whatsapp",
      details: "Cloud API message throughput has been reached.",
    });
  if (isOverPairRate(state, number, person, now))
    return graphError(131056, "(Business Account, Consumer Account) pair rate limit hit", {
      status: 429,
      product: "whatsapp",
      details:
        "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.",
    });
  return null;
}

function newMessage(
  meta: Meta,
  state: WhatsAppState,
  number: BusinessNumber,
  person: Person,
  { said, template }: Outbound,
  fields: Record<string, unknown>,
): WhatsAppMessage {
  const context = fields.context as { message_id?: string } | undefined;
  return {
    ...said,
    id: nextWamid(meta.town, state, person.waId),
    numberId: number.id,
    person: person.waId,
    direction: "in",
    isEcho: false,
    opaque: typeof fields.biz_opaque_callback_data === "string" ? fields.biz_opaque_callback_data : null,
    category: template ? (template.category.toLowerCase() as WhatsAppMessage["category"]) : "service",
    status: "accepted",
    error: null,
    replyTo: context?.message_id ?? null,
    at: meta.town.clock.now(),
  };
}

/** What Meta says only by webhook, after it has answered 200. */
function laterFault(
  state: WhatsAppState,
  number: BusinessNumber,
  person: Person,
  { template }: Outbound,
  now: number,
): StatusError | null {
  const isOpen = isWindowOpen(state, number, person, now);
  if (!person.isOnWhatsApp) return FAULTS.undeliverable;
  if (!template && !isOpen) return FAULTS.reengagement;
  if (template?.category === "MARKETING") {
    if (person.marketing === "stop") return FAULTS.stopped;
    // Meta delivers no marketing templates to numbers of the United States.
    if (person.isSated || person.waId.startsWith("1")) return FAULTS.sated;
  }
  const { portfolio } = state.wabas.get(number.wabaId)!;
  return !isOpen && isOverPortfolio(state, portfolio, person, now) ? FAULTS.portfolio : person.fate.error;
}

const FAULTS = {
  undeliverable: {
    code: 131026,
    title: "Message undeliverable",
    details: "Message Undeliverable.",
  },
  reengagement: {
    code: 131047,
    title: "Re-engagement message",
    details:
      "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
  },
  sated: {
    code: 131049,
    title: "This message was not delivered to maintain healthy ecosystem engagement.",
    details: "In order to maintain a healthy ecosystem engagement, the message failed to be delivered.",
  },
  stopped: {
    code: 131050,
    title: "User has stopped receiving marketing messages",
    details: "Unable to deliver the message. The recipient has chosen to stop receiving marketing messages.",
  },
  // Meta documents no code of its own for a portfolio's limit; this one speaks of how many may be sent.
  portfolio: {
    code: 131048,
    title: "Spam rate limit hit",
    details: "Message failed to send because there are restrictions on how many messages can be sent.",
  },
} satisfies Record<string, StatusError>;

function markRead(state: WhatsAppState, id: string): Answer {
  const message = findMessage(state, id);
  if (!message) return badParameter("Message with this id was not found", "whatsapp");
  message.status = "read";
  return { status: 200, body: { success: true } };
}

const ledgerLine = (message: WhatsAppMessage, number: BusinessNumber, person: Person) => ({
  provider: "whatsapp",
  kind: "message",
  id: message.id,
  from: number.display,
  to: person.waId,
  type: message.type,
  body: message.body,
  template: message.template,
  opaque: message.opaque,
});
