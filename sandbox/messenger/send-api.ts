import type { Answer } from "../town-types.ts";
import { badParameter, graphError } from "../meta/graph-error.ts";
import type { GraphCall } from "../meta/meta-types.ts";
import { type Inboxes, keepSaid, thread } from "./inbox-state.ts";
import type { Attachment, Inbox, Said } from "./inbox-types.ts";
import { tellEcho, tellRead, tellDelivered } from "./tell-app.ts";

const DAY = 86_400_000;
const MOST_QUICK_REPLIES = 13;
const LONGEST_TITLE = 20;

interface Asked {
  to: string;
  text: string;
  attachments: Attachment[];
  quickReplies: { title: string; payload: string }[];
  type: string;
  tag: string | null;
  metadata: string | null;
}

/**
 * `POST /<account>/messages`: refuses as Meta does, else writes the ledger, answers, and tells the app of its own message
 * as an echo, of its delivery and of its being read.
 * https://developers.facebook.com/docs/messenger-platform/reference/send-api
 */
export async function sendByApi(
  inboxes: Inboxes,
  inbox: Inbox,
  call: GraphCall,
): Promise<Answer | undefined> {
  const asked = readBody(call.fields);
  if (!asked) return undefined;
  const refused = refusalOf(inboxes, inbox, asked);
  if (refused) return refused;
  const said = keep(inboxes, inbox, asked);
  const { platform, town } = inboxes;
  await town.ledger.write({
    provider: platform.name,
    kind: "message",
    id: said.mid,
    from: inbox.id,
    to: said.personId,
    body: said.text,
    tag: said.tag,
    metadata: said.metadata,
  });
  return {
    status: 200,
    body: { recipient_id: said.personId, message_id: said.mid },
    afterwards: () => void town.track(goOn(inboxes, said)),
  };
}

async function goOn(inboxes: Inboxes, said: Said): Promise<void> {
  inboxes.town.announce({ kind: inboxes.platform.name, person: said.personId, text: said.text });
  await tellEcho(inboxes, said);
  if (inboxes.platform.hasWatermarks) await tellDelivered(inboxes, said);
  if (inboxes.state.people.get(said.personId)?.readsAtOnce) await tellRead(inboxes, said);
}

/** Typing and marking seen say nothing, and are not played. */
function readBody(fields: Record<string, unknown>): Asked | null {
  const recipient = part(fields.recipient) as { id?: string };
  const message = part(fields.message) as Record<string, unknown> | null;
  if (!message || fields.sender_action) return null;
  const quick = (message.quick_replies ?? []) as { title?: string; payload?: string }[];
  return {
    to: String(recipient?.id ?? ""),
    text: String(message.text ?? ""),
    attachments: attachmentsOf(message),
    quickReplies: quick.map(({ title = "", payload = "" }) => ({
      title: title.slice(0, LONGEST_TITLE),
      payload,
    })),
    type: String(fields.messaging_type ?? "RESPONSE"),
    tag: fields.tag ? String(fields.tag) : null,
    metadata: message.metadata ? String(message.metadata) : null,
  };
}

/** A form carries its parts as JSON, a JSON body as they are. */
const part = (value: unknown): unknown => (typeof value === "string" ? JSON.parse(value) : value) ?? null;

function attachmentsOf(message: Record<string, unknown>): Attachment[] {
  const given = [message.attachment ?? []].flat() as { type?: string; payload?: Record<string, unknown> }[];
  return given.map(({ type = "", payload = {} }) => {
    const [element = payload] = (payload.elements ?? []) as Record<string, unknown>[];
    const buttons = ((element.buttons ?? []) as Record<string, string>[]).map(
      ({ title = "", payload, url }) => ({
        title: title.slice(0, LONGEST_TITLE),
        payload: payload ?? null,
        url: url ?? null,
      }),
    );
    const words = [element.text, element.title, element.subtitle].filter(Boolean).join("\n");
    return { type, url: payload.url ? String(payload.url) : null, words, buttons };
  });
}

function refusalOf(inboxes: Inboxes, inbox: Inbox, asked: Asked): Answer | null {
  return badContent(inboxes, asked) ?? unreachable(inboxes, asked) ?? outsideWindow(inboxes, inbox, asked);
}

function badContent({ platform }: Inboxes, { text, attachments, quickReplies }: Asked): Answer | null {
  if (!text && !attachments.length)
    return graphError(100, "Message cannot be empty, must provide valid attachment or text");
  if (platform.lengthOf(text) > platform.longest)
    return graphError(100, `Length of param message[text] must be less than or equal to ${platform.longest}`);
  if (quickReplies.length > MOST_QUICK_REPLIES)
    return graphError(105, "param message[quick_replies] has too many elements.");
  return quickReplies.some(({ title }) => !title) ? badParameter("A quick reply has no title") : null;
}

function unreachable({ platform, state }: Inboxes, { to }: Asked): Answer | null {
  const person = state.people.get(to);
  if (!person) return graphError(100, "No matching user found", { subcode: platform.unknownPersonSubcode });
  if (person.isGone) return graphError(551, "This person isn't available right now.", { subcode: 1545041 });
  return null;
}

/** 24 hours from what they last wrote or pressed; with the tag, for people who answer, seven days. */
function outsideWindow(inboxes: Inboxes, inbox: Inbox, { to, type, tag }: Asked): Answer | null {
  const heard = thread(inboxes, inbox.id, to).findLast(({ direction }) => direction === "out");
  const age = inboxes.town.clock.now() - (heard?.at ?? Number.NEGATIVE_INFINITY);
  if (age <= DAY) return null;
  const isTagged = type === "MESSAGE_TAG" && tag === "HUMAN_AGENT";
  if (isTagged && !inbox.mayHumanAgent)
    return graphError(10, "Application does not have permission for this action: human_agent", {
      status: 403,
    });
  if (isTagged && age <= 7 * DAY) return null;
  return graphError(10, "This message is sent outside of allowed window.", {
    subcode: inboxes.platform.outsideWindowSubcode,
  });
}

function keep(inboxes: Inboxes, inbox: Inbox, asked: Asked): Said {
  const { to, type: _, ...content } = asked;
  return keepSaid(inboxes, { ...content, inboxId: inbox.id, personId: to, direction: "in", isByApp: true });
}
