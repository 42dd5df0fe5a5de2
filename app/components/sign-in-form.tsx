import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import type { SignInChannel } from "#app/channels/channel.ts";
import { Button } from "./button.tsx";

interface Props {
  channel: SignInChannel;
  /** What the sign-in is begun with (desk/meta-sign-in.ts). */
  pass: string;
  /** On the button. */
  words: string;
  /** What else is good to know before. */
  help?: string;
}

/** Opens a window of its own, in which the merchant signs in at Meta and agrees. */
export function SignInForm({ channel, pass, words, help }: Props) {
  useFreshOnReturn();
  return (
    <form
      method="post"
      action={`/connect/${channel}/begin`}
      target="_blank"
      rel="noopener"
      className="tl-form"
    >
      <input type="hidden" name="pass" value={pass} />
      <p className="tl-quiet">
        A new window opens, and leads back to these settings once you have agreed. {help}
      </p>
      <div className="tl-form-foot">
        <Button submits kind="primary">
          {words}
        </Button>
      </div>
    </form>
  );
}

/** What was connected in the other window is shown as soon as this one is looked at again. */
function useFreshOnReturn() {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const look = () => document.visibilityState === "visible" && revalidate();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [revalidate]);
}
