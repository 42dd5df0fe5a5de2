import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { type ActionAnswer, ActionNotice } from "#app/components/action-notice.tsx";
import { Button } from "#app/components/button.tsx";
import { PlainText } from "#app/components/plain-text.tsx";
import { TextBlock } from "#app/components/text-block.tsx";
import { Section } from "#app/components/section.tsx";

export interface ChangeProps {
  /** Switched on by the merchant. */
  isOn: boolean;
  /** This member of staff may, and there is an account at Shopify to change. */
  isAllowed: boolean;
  /** A change is on its way. */
  isWaiting: boolean;
  answer: ActionAnswer | undefined;
}

/** Shopify's note: read, written, looked at as Shopify will show it, and only then sent. */
export function NoteForm({ note, isOn, isAllowed, isWaiting, answer }: ChangeProps & { note: string }) {
  const [step, setStep] = useState<"read" | "write" | "check">("read");
  const [text, setText] = useState(note);
  const { state, formData } = useNavigation();
  const isBusy = state !== "idle" && formData?.get("form") === "note";
  return (
    <Section title="Note in Shopify">
      <ActionNotice answer={answer} form="note" />
      {step === "read" && (
        <>
          {note ? <PlainText text={note} /> : <p className="tl-quiet">There is none.</p>}
          <Foot isOn={isOn} isAllowed={isAllowed} isWaiting={isWaiting} what="note">
            <Button onClick={() => setStep("write")}>Change note</Button>
          </Foot>
        </>
      )}
      {step === "write" && (
        <div className="tl-form">
          <TextBlock label="Note" name="draft" value={text} onChange={setText} />
          <div className="tl-form-foot">
            <Button onClick={() => setStep("check")} isDisabled={text.trim() === note}>
              Preview
            </Button>
            <Button kind="plain" onClick={() => setStep("read")}>
              Leave it
            </Button>
          </div>
        </div>
      )}
      {step === "check" && (
        <Form method="post" className="tl-form" preventScrollReset onSubmit={() => setStep("read")}>
          <Hidden form="note" fields={[["note", text] as const, ["seen", note] as const]} />
          <div className="tl-preview">
            <p className="tl-quiet">Shopify will show, to everybody who works there:</p>
            {text.trim() ? <PlainText text={text.trim()} /> : <p>No note</p>}
          </div>
          <div className="tl-form-foot">
            <Button submits kind="primary" isBusy={isBusy}>
              Save in Shopify
            </Button>
            <Button kind="plain" onClick={() => setStep("write")}>
              Back
            </Button>
          </div>
        </Form>
      )}
    </Section>
  );
}

/** The fields that a change is sent by; the id makes a second press the same change. */
export function Hidden({ form, fields }: { form: string; fields: (readonly [string, string])[] }) {
  const [clientId] = useState(() => crypto.randomUUID());
  return (
    <>
      <input type="hidden" name="form" value={form} />
      <input type="hidden" name="clientId" value={clientId} />
      {fields.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

interface FootProps extends Omit<ChangeProps, "answer"> {
  what: string;
  children: React.ReactNode;
}

/** The way to change it, or why there is none. */
export function Foot({ isOn, isAllowed, isWaiting, what, children }: FootProps) {
  if (!isAllowed) return null;
  if (!isOn)
    return (
      <p className="tl-quiet tl-gap">
        Your team cannot change the {what} here. An owner can allow it under Settings.
      </p>
    );
  return (
    <div className="tl-form-foot tl-gap">{isWaiting ? <p className="tl-quiet">Saving…</p> : children}</div>
  );
}
