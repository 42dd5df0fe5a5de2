import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { followLive, type LiveEvent } from "./live-stream.ts";
import { useSessionToken } from "./toast.ts";

/**
 * The shop's events while this page is shown, which reads itself anew where it was away for too long. Returns
 * whether they are coming in at the moment.
 */
export function useLive(after: string, onEvent: (event: LiveEvent) => void): boolean {
  const token = useSessionToken();
  const [isLive, setIsLive] = useState(true);
  const { revalidate } = useRevalidator();
  const hear = useRef(onEvent);
  hear.current = (event) => {
    if (event.event === "hello") revalidate();
    onEvent(event);
  };
  // The cursor of the first load: later loads are read while the stream is already open.
  const start = useRef(after);
  useEffect(
    () =>
      followLive({
        after: start.current,
        token,
        onEvent: (event) => hear.current(event),
        onState: setIsLive,
      }),
    [token],
  );
  return isLive;
}
