import { useAppBridge } from "@shopify/app-bridge-react";
import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";

interface Props {
  /** One of the optional scopes of shopify.app.toml. */
  scope: string;
  /** What is not known without it, and what it is for. */
  children: ReactNode;
  /** What pressing the button allows. */
  allow: string;
  /** Said once it is granted. */
  granted: string;
  /** Whether this member of staff may ask the shop for more; others read whom to turn to. */
  mayAsk: boolean;
}

/** Asks the merchant for a scope that is theirs to grant, by Shopify's own dialog, there where it is missed. */
export function AskForScope({ scope, children, allow, granted, mayAsk }: Props) {
  const shopify = useAppBridge();
  const [answer, setAnswer] = useState<Answer>("none");
  const ask = async () => {
    setAnswer("asking");
    const said = await shopify.scopes.request([scope]).catch(() => null);
    setAnswer(said?.result ?? "failed");
  };
  if (answer === "granted-all")
    return (
      <p className="tl-quiet" role="status">
        {granted}
      </p>
    );
  return (
    <div className="tl-ask-scope">
      <p className="tl-quiet">
        {children}
        {!mayAsk && " An owner of your Threadline team can allow it under Settings."}
      </p>
      {mayAsk && (
        <Button small isBusy={answer === "asking"} onClick={() => void ask()}>
          {allow}
        </Button>
      )}
      {answer in SAID && <p role="alert">{SAID[answer]}</p>}
    </div>
  );
}

type Answer = "none" | "asking" | "granted-all" | "declined-all" | "failed";

const SAID: Partial<Record<Answer, string>> = {
  "declined-all": "It was not allowed. Nothing has changed.",
  failed: "Shopify could not be asked. Try again in a moment.",
};
