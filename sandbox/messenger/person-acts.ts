import { refusal } from "../town-types.ts";
import type { PostedWebhook } from "../meta/meta-types.ts";
import { type Inboxes, inboxMeant, keepSaid, personOf, thread } from "./inbox-state.ts";
import type { Inbox, Said } from "./inbox-types.ts";
import { keepMedia } from "./media.ts";
import { tellApp } from "./tell-app.ts";

export interface Writing {
  /** The account; the only one where there is one. */
  to?: string;
  text?: string;
  media?: { contentType: string; base64: string }[];
  /** Any attachment as the platform words it, such as a share or a location. */
  attachments?: object[];
  /** The id of a message that this answers. */
  replyTo?: string;
  /** Instagram: a story of the shop that this answers. */
  story?: { id?: string; url?: string };
  /** Instagram: they have named the shop in a story of their own. */
  mention?: string;
  /** What brought them: an ad, a link with `ref`. */
  referral?: object;
  repeats?: number;
  forged?: boolean;
  isStandby?: boolean;
}

interface Done {
  mid: string;
  webhook: PostedWebhook | null;
}

/** Somebody writes to the account. */
export async function write(inboxes: Inboxes, personId: string, writing: Writing): Promise<Done> {
  const inbox = inboxMeant(inboxes, writing.to);
  const said = say(inboxes, inbox, personId, writing.text ?? "");
  const pictures = (writing.media ?? []).map((one) => ({
    type: kindOf(one.contentType),
    url: keepMedia(inboxes, one),
  }));
  said.attachments = pictures.map((one) => ({ ...one, words: "", buttons: [] }));
  const context = contextOf(pictures, writing);
  const message = { mid: said.mid, ...(said.text && { text: said.text }), ...context };
  return tell(
    inboxes,
    said,
    "messages",
    { message, ...(writing.referral && { referral: writing.referral }) },
    writing,
  );
}

function contextOf(
  kept: { type: string; url: string }[],
  { attachments = [], story, mention, replyTo }: Writing,
) {
  const pictures = kept.map(({ type, url }) => ({ type, payload: { url } }));
  const mentions = mention ? [{ type: "story_mention", payload: { url: mention } }] : [];
  const all = [...pictures, ...attachments, ...mentions];
  const replied = story ? { story } : replyTo ? { mid: replyTo } : null;
  return { ...(all.length && { attachments: all }), ...(replied && { reply_to: replied }) };
}

const kindOf = (contentType: string): string => {
  const [kind = ""] = contentType.split("/");
  return ["image", "video", "audio"].includes(kind) ? kind : "file";
};

/** Presses a quick reply or a button of what the shop said last, by its title or payload. */
export async function press(
  inboxes: Inboxes,
  personId: string,
  { to, title, forged }: { to?: string; title: string; forged?: boolean },
): Promise<Done> {
  const inbox = inboxMeant(inboxes, to);
  const last = thread(inboxes, inbox.id, personId).findLast(({ direction }) => direction === "in");
  const isMeant = (one: { title: string; payload: string | null }) =>
    one.title === title || one.payload === title;
  const quick = last?.quickReplies.find(isMeant);
  if (quick) {
    const said = say(inboxes, inbox, personId, quick.title);
    const message = { mid: said.mid, text: quick.title, quick_reply: { payload: quick.payload } };
    return tell(inboxes, said, "messages", { message }, { forged });
  }
  const button = last?.attachments.flatMap(({ buttons }) => buttons).find(isMeant);
  if (!button?.payload) throw refusal(404, `the last message has nothing to press called "${title}"`);
  return postback(inboxes, personId, { to: inbox.id, title: button.title, payload: button.payload, forged });
}

/** A button of a template, an ice breaker or the menu. */
export async function postback(
  inboxes: Inboxes,
  personId: string,
  asked: { to?: string; title: string; payload: string; referral?: object; forged?: boolean },
): Promise<Done> {
  const { title, payload, referral } = asked;
  const said = say(inboxes, inboxMeant(inboxes, asked.to), personId, title);
  const item = { postback: { mid: said.mid, title, payload, ...(referral && { referral }) } };
  return tell(inboxes, said, "messaging_postbacks", item, asked);
}

/** A heart on a message of the shop's, or (`unreact`) off it. */
export async function react(
  inboxes: Inboxes,
  personId: string,
  { to, mid, emoji = "❤", action = "react" }: { to?: string; mid?: string; emoji?: string; action?: string },
): Promise<PostedWebhook | null> {
  const inbox = inboxMeant(inboxes, to);
  const meant = thread(inboxes, inbox.id, personId).findLast((one) =>
    mid ? one.mid === mid : one.direction === "in",
  );
  if (!meant) throw refusal(404, "there is no message to react to");
  meant.reaction = action === "react" ? emoji : null;
  const reaction = { mid: meant.mid, action, ...(action === "react" && { reaction: "love", emoji }) };
  const at = inboxes.town.clock.now();
  return tellApp(inboxes, {
    inboxId: inbox.id,
    personId,
    field: "message_reactions",
    item: { reaction },
    at,
  });
}

/** Takes back what they wrote: Instagram tells, and asks that it be shown no more. */
export async function unsend(
  inboxes: Inboxes,
  personId: string,
  { to, mid }: { to?: string; mid?: string },
): Promise<PostedWebhook | null> {
  const inbox = inboxMeant(inboxes, to);
  const meant = thread(inboxes, inbox.id, personId).findLast((one) =>
    mid ? one.mid === mid : one.direction === "out",
  );
  if (!meant) throw refusal(404, "there is no message to take back");
  meant.isUnsent = true;
  const item = { message: { mid: meant.mid, is_deleted: true } };
  return tellApp(inboxes, {
    inboxId: inbox.id,
    personId,
    field: "messages",
    item,
    at: inboxes.town.clock.now(),
  });
}

function say(inboxes: Inboxes, inbox: Inbox, personId: string, text: string): Said {
  personOf(inboxes, personId);
  const said = keepSaid(inboxes, { inboxId: inbox.id, personId, direction: "out", text });
  const { name: kind } = inboxes.platform;
  inboxes.town.announce({ kind, person: personId, text, status: "received" });
  return said;
}

async function tell(
  inboxes: Inboxes,
  { mid, inboxId, personId, at }: Said,
  field: string,
  item: object,
  { repeats = 0, forged = false, isStandby = false }: Pick<Writing, "repeats" | "forged" | "isStandby">,
): Promise<Done> {
  const told = { inboxId, personId, field, item, at, forged, isStandby };
  for (let copy = 0; copy < repeats; copy++) await inboxes.town.track(tellApp(inboxes, told));
  return { mid, webhook: await inboxes.town.track(tellApp(inboxes, told)) };
}
