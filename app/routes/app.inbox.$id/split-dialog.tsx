import { useState } from "react";
import { Button } from "#app/components/button.tsx";
import { Dialog } from "#app/components/dialog.tsx";
import { Moment } from "#app/components/time.tsx";
import type { OnePerson } from "#app/desk/one-person.ts";
import type { Acts } from "./use-acts.ts";

interface Props {
  points: OnePerson["points"];
  isOpen: boolean;
  onClose(): void;
  acts: Acts;
}

const KIND: Record<string, string> = { phone: "Text messages", email: "Email", visitor: "Chat in a browser" };

/** What of this belongs to somebody else, with what was written from there. */
export function SplitDialog({ points, isOpen, onClose, acts }: Props) {
  const [chosen, setChosen] = useState<string[]>([]);
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  const close = () => {
    setChosen([]);
    onClose();
  };
  return (
    <Dialog title="What belongs to somebody else?" isOpen={isOpen} onClose={close}>
      <ul className="tl-points">
        {points.map(({ id, kind, value, since }) => (
          <li key={id}>
            <label>
              <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
              <span className="tl-value">
                {value || KIND[kind] || kind}
                <span className="tl-quiet">
                  {value && ` · ${KIND[kind] ?? kind}`} · since <Moment at={since} style="full" />
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <p className="tl-quiet">
        It becomes a person of their own, with every message from and to there. Notes stay here. Orders that
        were proven by a code must be proven again.
      </p>
      <div className="tl-dialog-acts">
        <Button onClick={close}>Cancel</Button>
        <Button
          kind="primary"
          isDisabled={!chosen.length}
          onClick={() => {
            void acts.decide({ do: "split", points: chosen });
            close();
          }}
        >
          Take out
        </Button>
      </div>
    </Dialog>
  );
}
