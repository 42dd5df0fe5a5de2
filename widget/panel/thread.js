/** The messages held, by id, newest version wins; `cursor` is the highest version seen. */
export function openThread() {
  const held = new Map();
  const thread = {
    cursor: 0,
    hasOlder: false,
    isLoaded: false,
    /** True where anything was new or changed. */
    take(messages) {
      let changed = false;
      for (const message of messages) {
        if (held.get(message.id)?.version >= message.version) continue;
        held.set(message.id, message);
        thread.cursor = Math.max(thread.cursor, message.version);
        changed = true;
      }
      return changed;
    },
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
