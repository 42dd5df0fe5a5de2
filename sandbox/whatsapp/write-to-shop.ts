import type { Meta, PostedWebhook } from "../meta/meta-types.ts";
import { refusal } from "../town-types.ts";
import { keepMedia } from "./media.ts";
import { empty } from "./read-outbound.ts";
import { findMessage, nextWamid } from "./state.ts";
import { contactOf, envelope, seconds, tellChange } from "./tell.ts";
import type { BusinessNumber, Person, WhatsAppMessage, WhatsAppState } from "./whatsapp-types.ts";

export interface Writing {
  to: string;
  body: string;
  /** The id of a choice, of the last message that offered it unless `replyTo` says of which. */
  choice: string;
  replyTo: string;
  media: { contentType: string; base64: string; name?: string }[];
  /** A message as Meta would write it, for kinds that have no button here: `{type, …}`. */
  raw: Record<string, unknown> | null;
  repeats: number;
  forged: boolean;
}

/** A shopper writes to the shop on WhatsApp: their window opens, and the app hears of it. */
export async function writeToShop(
  meta: Meta,
  state: WhatsAppState,
  person: Person,
  asked: Writing,
): Promise<{ id: string; webhook: PostedWebhook | null }> {
  const number = [...state.numbers.values()].find((one) => one.id === asked.to || one.display === asked.to);
  if (!number) throw refusal(404, `no business has the number ${asked.to}`);
  const offered = asked.choice ? offeringOf(state, person, asked) : null;
  const message = keepInbound(meta, state, number, person, asked, offered);
  state.lastHeard.set(`${number.id} ${person.waId}`, meta.town.clock.now());
  const content = asked.raw ?? contentOf(meta, state, number, message, asked, offered);
  const value = {
    ...envelope(number),
    contacts: [contactOf(person)],
    messages: [
      {
        ...(message.replyTo && { context: { from: number.display, id: message.replyTo } }),
        ...(!person.isHidden && { from: person.waId }),
        from_user_id: person.userId,
        id: message.id,
        timestamp: seconds(message.at),
        ...content,
      },
    ],
  };
  meta.town.announce({ kind: "whatsapp", person: person.waId, body: message.body, status: "received" });
  const tell = () => tellChange(meta, state, number.wabaId, "messages", value, asked.forged);
  for (let i = 0; i < asked.repeats; i++) await tell();
  return { id: message.id, webhook: await tell() };
}

function offeringOf(state: WhatsAppState, person: Person, { choice, replyTo }: Writing): WhatsAppMessage {
  const found = replyTo
    ? findMessage(state, replyTo)
    : state.messages.findLast(
        (one) => one.person === person.waId && one.choices.some(({ id }) => id === choice),
      );
  if (!found?.choices.some(({ id }) => id === choice))
    throw refusal(409, `nothing on this phone offers "${choice}"`);
  return found;
}

function keepInbound(
  meta: Meta,
  state: WhatsAppState,
  number: BusinessNumber,
  person: Person,
  asked: Writing,
  offered: WhatsAppMessage | null,
): WhatsAppMessage {
  const chosen = offered?.choices.find(({ id }) => id === asked.choice);
  const message: WhatsAppMessage = {
    ...empty(),
    id: nextWamid(meta.town, state, person.waId),
    body: chosen?.title ?? asked.body,
    numberId: number.id,
    person: person.waId,
    direction: "out",
    isEcho: false,
    opaque: null,
    category: "service",
    status: "received",
    error: null,
    replyTo: offered?.id ?? (asked.replyTo || null),
    at: meta.town.clock.now(),
  };
  state.messages.push(message);
  return message;
}

function contentOf(
  meta: Meta,
  state: WhatsAppState,
  number: BusinessNumber,
  message: WhatsAppMessage,
  asked: Writing,
  offered: WhatsAppMessage | null,
): Record<string, unknown> {
  const [file] = asked.media;
  if (offered?.template) return { type: "button", button: { payload: asked.choice, text: message.body } };
  if (offered) {
    const reply = { id: asked.choice, title: message.body };
    const type = offered.button ? "list_reply" : "button_reply";
    return { type: "interactive", interactive: { type, [type]: reply } };
  }
  if (!file) return { type: "text", text: { body: asked.body } };
  const bytes = Buffer.from(file.base64, "base64");
  const media = keepMedia(meta, state, number.id, file.contentType, bytes);
  const name = file.name ?? "";
  message.media = [{ url: `/_whatsapp/media/${media.id}`, contentType: file.contentType, name }];
  const family = file.contentType.split("/")[0]!;
  const type = ["image", "video", "audio"].includes(family) ? family : "document";
  const caption = asked.body && { caption: asked.body };
  const filename = type === "document" && { filename: name || "file" };
  return { type, [type]: { ...caption, ...filename, mime_type: file.contentType, sha256: "", id: media.id } };
}
