import type { Answer } from "../town-types.ts";
import { graphError } from "../meta/graph-error.ts";
import type { GraphCall } from "../meta/meta-types.ts";
import { type Inboxes, thread } from "./inbox-state.ts";
import type { Inbox, Person, Said } from "./inbox-types.ts";
import { sendByApi } from "./send-api.ts";

/** Calls about one account: its messages, its threads and what the app hears of it. */
export async function answerAboutInbox(
  inboxes: Inboxes,
  inbox: Inbox,
  call: GraphCall,
): Promise<Answer | undefined> {
  const { platform } = inboxes;
  if (!call.token.ids.includes(inbox.id)) return graphError(200, "Permissions error", { status: 403 });
  const [edge] = call.edge;
  if (edge === undefined && call.method === "GET") return { status: 200, body: aboutInbox(inboxes, inbox) };
  if (!call.token.scopes.includes(platform.permission))
    return graphError(200, `Requires ${platform.permission} permission to manage the object`, {
      status: 403,
    });
  if (edge === "messages" && call.method === "POST") return sendByApi(inboxes, inbox, call);
  if (edge === "conversations" && call.method === "GET") return conversations(inboxes, inbox, call);
  if (edge === "subscribed_apps") return subscribe(inboxes, inbox, call);
  return undefined;
}

/** `GET /<person>`: their name, for an account they have written to. */
export function answerAboutPerson(
  { platform }: Inboxes,
  person: Person,
  call: GraphCall,
): Answer | undefined {
  if (call.method !== "GET" || call.edge.length) return undefined;
  const { id, firstName, lastName, username } = person;
  const name = `${firstName} ${lastName}`.trim();
  const body =
    platform.name === "messenger"
      ? { first_name: firstName, last_name: lastName, name, id }
      : { name, username, id };
  return { status: 200, body };
}

const aboutInbox = ({ platform }: Inboxes, { id, name, username }: Inbox) =>
  platform.name === "messenger" ? { id, name } : { id, user_id: id, name, username };

const MOST_READ = 20;

/** `GET …/conversations?user_id=…&fields=messages{…}`: the thread with one person, newest first, twenty at most. */
function conversations(inboxes: Inboxes, inbox: Inbox, { fields }: GraphCall): Answer {
  const said = thread(inboxes, inbox.id, String(fields.user_id ?? ""));
  if (!said.length) return { status: 200, body: { data: [] } };
  const data = said
    .filter(({ isUnsent }) => !isUnsent)
    .slice(-MOST_READ)
    .reverse()
    .map((one) => messageNode(inbox, one));
  return { status: 200, body: { data: [{ id: `t_${inbox.id}`, messages: { data } }] } };
}

/** Graph writes times to the second, with a zone that has no colon. */
const messageNode = (inbox: Inbox, { mid, at, direction, personId, text }: Said) => ({
  id: mid,
  created_time: new Date(at).toISOString().replace(/\.\d+Z$/, "+0000"),
  from: { id: direction === "in" ? inbox.id : personId },
  to: { data: [{ id: direction === "in" ? personId : inbox.id }] },
  message: text,
});

function subscribe({ meta }: Inboxes, inbox: Inbox, { method, fields }: GraphCall): Answer | undefined {
  if (method === "POST")
    inbox.fields = String(fields.subscribed_fields ?? "")
      .split(",")
      .filter(Boolean);
  else if (method === "DELETE") inbox.fields = [];
  else if (method === "GET")
    return {
      status: 200,
      body: { data: inbox.fields.length ? [{ id: meta.app.id, subscribed_fields: inbox.fields }] : [] },
    };
  else return undefined;
  return { status: 200, body: { success: true } };
}
