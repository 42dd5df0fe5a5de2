import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

interface Props {
  /** What it does, in a word, on the button that asks and on the one that does it. */
  act: string;
  /** Whom or what it is done to, as named on the page. */
  name: string;
  /** What happens then, in plain words. */
  says: string;
  /** What is posted once it was confirmed. */
  fields: Record<string, string>;
}

/** A small button for what is not easily undone: it says first what happens, and does it when that is confirmed. */
export function AskFirst({ act, name, says, fields }: Props) {
  const [isAsking, setIsAsking] = useState(false);
  const { state, formData } = useNavigation();
  const given = Object.entries(fields);
  const isMine = given.every(([field, value]) => formData?.get(field) === value);
  const close = () => setIsAsking(false);
  return (
    <>
      <Button
        small
        isBusy={state !== "idle" && isMine}
        label={`${act} ${name}`}
        onClick={() => setIsAsking(true)}
      >
        {act}
      </Button>
      <Dialog title={`${act} ${name}?`} isOpen={isAsking} onClose={close}>
        <p>{says}</p>
        <Form method="post" preventScrollReset onSubmit={close}>
          {given.map(([field, value]) => (
            <input key={field} type="hidden" name={field} value={value} />
          ))}
          <div className="tl-dialog-acts">
            <Button onClick={close}>Cancel</Button>
            <Button submits kind="danger">
              {act}
            </Button>
          </div>
        </Form>
      </Dialog>
    </>
  );
}
