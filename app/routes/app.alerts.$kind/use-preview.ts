import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { pause } from "#app/clock.ts";
import type { Preview } from "#app/orders/alerts/preview-alert.ts";
import type { AlertAnswer } from "./act.server.ts";

const TYPING_MS = 300;

/** The preview of what is typed, asked for when the writer rests; the last one until the next has come. */
export function usePreview(
  first: Preview,
  words: { language: string; subject: string; text: string },
): Preview {
  const { submit, data } = useFetcher<AlertAnswer>();
  const { language, subject, text } = words;
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    let isPast = false;
    void pause(TYPING_MS).then(() => {
      if (!isPast) submit({ form: "preview", language, subject, text }, { method: "post" });
    });
    return () => {
      isPast = true;
    };
  }, [language, subject, text, submit]);
  return data?.preview ?? first;
}
