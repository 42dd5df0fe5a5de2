/** Callbacks, webhooks and mails that are going out. */
export interface UnderWay {
  /** How many ever began: who sees the same number twice knows that nothing went out in between. */
  begun(): number;
  track<T>(work: Promise<T>): Promise<T>;
  isQuiet(): boolean;
  /** Resolves when all that are under way now have ended, well or not. */
  ended(): Promise<unknown>;
  forget(): void;
}

export function openUnderWay(): UnderWay {
  const works = new Set<Promise<void>>();
  let begun = 0;
  return {
    begun: () => begun,
    track(work) {
      begun++;
      const nothing = () => undefined;
      const done = work.then(nothing, nothing);
      works.add(done);
      void done.then(() => works.delete(done));
      return work;
    },
    isQuiet: () => works.size === 0,
    ended: () => Promise.all(works),
    forget: () => works.clear(),
  };
}
