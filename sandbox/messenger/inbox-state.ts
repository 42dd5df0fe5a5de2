import { createHash } from "node:crypto";
import { refusal, type Town } from "../town-types.ts";
import { metaOf } from "../meta/meta-of.ts";
import type { Meta } from "../meta/meta-types.ts";
import type { Inbox, InboxState, Person, Platform, Said } from "./inbox-types.ts";

/** What the parts of one platform share: the town, Meta, and what has been said. */
export interface Inboxes {
  town: Town;
  meta: Meta;
  platform: Platform;
  state: InboxState;
}

export function openInboxes(town: Town, platform: Platform): Inboxes {
  return { town, meta: metaOf(town), platform, state: emptyState() };
}

export const emptyState = (): InboxState => ({
  inboxes: new Map(),
  people: new Map(),
  said: [],
  media: new Map(),
  count: 0,
});

/** A message's id; the same in every run of one seed and opening time. */
function nextMid({ town, platform, state }: Inboxes): string {
  state.count += 1;
  const from = `${town.options.seed} ${town.clock.openedAt} ${platform.name} ${state.count}`;
  return platform.midPrefix + createHash("sha256").update(from).digest("base64url");
}

type Fresh = Pick<Said, "inboxId" | "personId" | "direction"> & Partial<Said>;

/** Something has been said, just now. */
export function keepSaid(inboxes: Inboxes, fresh: Fresh): Said {
  const blank = { text: "", attachments: [], quickReplies: [], tag: null, metadata: null, isByApp: false };
  const since = { readAt: null, isUnsent: false, reaction: null };
  const said = { ...blank, ...since, mid: nextMid(inboxes), at: inboxes.town.clock.now(), ...fresh };
  inboxes.state.said.push(said);
  return said;
}

/** The account meant, or the only one there is. */
export function inboxMeant({ state, platform }: Inboxes, id: string | undefined): Inbox {
  const found = id ? state.inboxes.get(id) : [...state.inboxes.values()][0];
  if (!found) throw refusal(404, `no ${platform.name} account ${id ?? ""}; POST /${platform.name}/accounts`);
  return found;
}

/** Somebody who writes for the first time is there from then on. */
export function personOf({ state }: Inboxes, id: string): Person {
  const known = state.people.get(id);
  if (known) return known;
  const fresh = { id, firstName: "", lastName: "", username: "", isGone: false, readsAtOnce: false };
  state.people.set(id, fresh);
  return fresh;
}

export const thread = ({ state }: Inboxes, inboxId: string, personId: string): Said[] =>
  state.said.filter((one) => one.inboxId === inboxId && one.personId === personId);
