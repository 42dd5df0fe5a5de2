/**
 * The messages held, by id, newest version wins. `cursor` is the version up to which nothing is missing: only the
 * stream and the thread's pages move it (`moves`). The answer to a post or an older page may lie beyond a gap.
 */
export function openThread() {
  const held = new Map();
  const thread = {
    cursor: 0,
    hasOlder: false,
    isLoaded: false,
    /** True where anything was new or changed. */
    take(messages, { moves } = {}) {
      let changed = false;
      for (const message of messages) {
        if (moves) thread.cursor = Math.max(thread.cursor, message.version);
        if (held.get(message.id)?.version >= message.version) continue;
        held.set(message.id, message);
        changed = true;
      }
      return changed;
    },
    has: (id) => held.has(id),
    inOrder: () => [...held.values()].sort((one, other) => one.seq - other.seq),
    clear() {
      held.clear();
      thread.cursor = 0;
      thread.hasOlder = false;
      thread.isLoaded = false;
    },
  };
  return thread;
}
