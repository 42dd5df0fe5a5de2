import { refusal } from "../town-types.ts";
import { type Inboxes, inboxMeant, keepSaid, personOf, thread } from "./inbox-state.ts";
import type { Inbox, Person } from "./inbox-types.ts";
import { postback, press, react, unsend, type Writing, write } from "./person-acts.ts";
import { tellApp, tellEcho, tellRead } from "./tell-app.ts";

/** Control of people and accounts; README.md has an example of each. */
export function addInboxRoutes(inboxes: Inboxes, makeAccount: (asked: Partial<Inbox>) => Inbox): void {
  const { town, platform, state } = inboxes;
  const at = `/${platform.name}`;
  town.control(`GET ${at}`, () => ({
    accounts: [...state.inboxes.values()],
    people: [...state.people.values()],
    said: state.said,
  }));
  town.control(`POST ${at}/accounts`, ({ body }) => makeAccount(body as Partial<Inbox>));
  town.control(`POST ${at}/accounts/:id/say`, ({ params, body }) =>
    sayAsMerchant(inboxes, inboxMeant(inboxes, params.id), body as { to?: string; text?: string }),
  );
  addPeopleRoutes(inboxes, `${at}/people/:id`);
}

function addPeopleRoutes(inboxes: Inboxes, at: string): void {
  const { town } = inboxes;
  const acts: Record<string, (id: string, body: never) => unknown> = {
    write: (id, body: Writing) => write(inboxes, id, body),
    press: (id, body: { title: string }) => press(inboxes, id, body),
    postback: (id, body: { title: string; payload: string }) => postback(inboxes, id, body),
    react: (id, body: object) => react(inboxes, id, body),
    unsend: (id, body: object) => unsend(inboxes, id, body),
    read: (id, body: { to?: string }) => readAll(inboxes, id, body),
    refer: (id, body: { to?: string; referral: object }) => refer(inboxes, id, body),
    set: (id, body: Partial<Person>) => Object.assign(personOf(inboxes, id), body),
  };
  town.control(`GET ${at}`, ({ params, query }) =>
    shown(inboxes, params.id ?? "", query.get("account") ?? undefined),
  );
  for (const [name, act] of Object.entries(acts))
    town.control(`POST ${at}/${name}`, ({ params, body }) => act(params.id ?? "", body as never));
}

/** What the person sees of one thread, oldest first. */
function shown(inboxes: Inboxes, personId: string, account?: string) {
  const inbox = inboxMeant(inboxes, account);
  const messages = thread(inboxes, inbox.id, personId).map((one) => ({
    ...one,
    at: new Date(one.at).toISOString(),
  }));
  return { person: inboxes.state.people.get(personId) ?? null, messages };
}

/** The merchant answers in Page Inbox or in the Instagram app. */
async function sayAsMerchant(
  inboxes: Inboxes,
  inbox: Inbox,
  { to, text = "" }: { to?: string; text?: string },
) {
  if (!to || !inboxes.state.people.has(to))
    throw refusal(404, "the merchant answers people who have written");
  const said = keepSaid(inboxes, { inboxId: inbox.id, personId: to, direction: "in", text });
  return { mid: said.mid, webhook: await inboxes.town.track(tellEcho(inboxes, said)) };
}

async function readAll(inboxes: Inboxes, personId: string, { to }: { to?: string }) {
  const inbox = inboxMeant(inboxes, to);
  const last = thread(inboxes, inbox.id, personId).findLast(({ direction }) => direction === "in");
  return last ? inboxes.town.track(tellRead(inboxes, last)) : null;
}

/** They come by a link with `ref`, or by an ad, into a thread that is there. */
async function refer(
  inboxes: Inboxes,
  personId: string,
  { to, referral }: { to?: string; referral: object },
) {
  const inbox = inboxMeant(inboxes, to);
  personOf(inboxes, personId);
  const told = { inboxId: inbox.id, personId, item: { referral }, at: inboxes.town.clock.now() };
  const field = inboxes.platform.name === "messenger" ? "messaging_referrals" : "messaging_referral";
  return inboxes.town.track(tellApp(inboxes, { ...told, field }));
}
