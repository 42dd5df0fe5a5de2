import { useEffect, useRef } from "react";
import { useTimeSince } from "#app/components/time.tsx";
import { type Composed, judge } from "#app/conversations/composer-rules.ts";
import { LONGEST_MESSAGE } from "#app/conversations/message.ts";
import type { ThreadWays } from "#app/conversations/way.ts";
import type { Draft, useDraft } from "./use-draft.ts";

/** The rule that the server goes by, asked as one types, at the server's time. */
export function useJudged(ways: ThreadWays, { draft, choose }: ReturnType<typeof useDraft>) {
  const at = useTimeSince(ways.at);
  const usual = ways.ways.find(({ isUsual }) => isUsual)?.id ?? null;
  const before = useRef(usual);
  useEffect(() => {
    // They wrote another way: answers follow them there, unless staff choose again.
    if (before.current !== usual) choose({ wayId: null });
    before.current = usual;
  }, [usual, choose]);
  const judged = judge(ways, composedOf(draft), at);
  const isTemplateAstray = draft.template && judged.way && judged.way.channel !== "whatsapp";
  useEffect(() => {
    // Templates are WhatsApp's: on another way words of one's own take its place.
    if (isTemplateAstray) choose({ template: null });
  }, [isTemplateAstray, choose]);
  return { at, judged };
}

const composedOf = ({ text, files = [], wayId, template, sendAt }: Draft): Composed => ({
  ...{ text, files, wayId, template },
  sendAt: sendAt ? new Date(sendAt) : null,
});

/** Whether it may go out as it is, or stay as a note. */
export function maySend(ways: ThreadWays, draft: Draft, at: Date): boolean {
  if (draft.mode === "reply") return judge(ways, composedOf(draft), at).refused === null;
  const { length } = draft.text.trim();
  return length > 0 && length <= LONGEST_MESSAGE;
}
