import type { StaffMessageView, ThreadHead, ThreadView } from "#app/conversations/thread.ts";

/** What a page that has read a thread before lacks of it. */
export interface ThreadNews extends ThreadHead {
  /** Those that are newer than the page's own reading, or have changed since. */
  messages: StaffMessageView[];
  /** Ids of the newest page, oldest first: what is not named in it any more has gone. */
  page: string[];
  hasOlder: boolean;
}

/** The newer reading, with what is known already. Null where a message is neither known nor told: read the whole thread. */
export function joinNews(before: ThreadView, read: ThreadView | ThreadNews): ThreadView | null {
  if (!("page" in read)) return joinThreads(before, read);
  if (read.version < before.version) return before;
  const { page, ...head } = read;
  const told = new Map(read.messages.map((message) => [message.id, message]));
  const known = before.messages.map((message) => told.get(message.id) ?? message);
  for (const message of known) told.set(message.id, message);
  const messages = page.flatMap((id) => told.get(id) ?? []);
  if (messages.length < page.length) return null;
  return joinThreads({ ...before, messages: known }, { ...head, messages });
}

/** The newer reading, with the older pages that were loaded above it, where they meet. */
export function joinThreads(before: ThreadView, read: ThreadView): ThreadView {
  if (read.version < before.version) return before;
  const meet = before.messages.findIndex(({ id }) => id === read.messages[0]?.id);
  if (meet < 1 || before.threads.join() !== read.threads.join()) return read;
  const above = before.messages.slice(0, meet);
  return { ...read, messages: [...above, ...read.messages], hasOlder: before.hasOlder };
}
