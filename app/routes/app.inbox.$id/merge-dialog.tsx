import { Button } from "#app/components/button.tsx";
import { Dialog } from "#app/components/dialog.tsx";
import { Moment } from "#app/components/time.tsx";
import type { PersonCard } from "#app/desk/one-person.ts";
import { nameOf } from "./person-words.ts";

interface Props {
  own: PersonCard;
  other: PersonCard;
  isOpen: boolean;
  onClose(): void;
  onMerge(): void;
}

/** Both side by side before they are merged, and what merging means. */
export function MergeDialog({ own, other, isOpen, onClose, onMerge }: Props) {
  return (
    <Dialog title="Is this one person?" isOpen={isOpen} onClose={onClose}>
      <div className="tl-compare">
        <Card card={own} />
        <Card card={other} />
      </div>
      <p className="tl-quiet">
        You will see both as one: one row in the inbox, one conversation, one list of orders. Nothing changes
        for the shopper, in what they have agreed to, or at Shopify. You can undo it at any time.
      </p>
      {own.hasAccount && other.hasAccount && (
        <p>
          Both have an account at this shop. To make one account of them, merge them in Shopify, which cannot
          be undone.
        </p>
      )}
      <div className="tl-dialog-acts">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          onClick={() => {
            onMerge();
            onClose();
          }}
        >
          Merge
        </Button>
      </div>
    </Dialog>
  );
}

function Card({ card }: { card: PersonCard }) {
  const { contacts, orders, heardAt, hasAccount } = card;
  return (
    <div className="tl-compare-card">
      <p className="tl-value">
        <strong>{nameOf(card)}</strong>
      </p>
      <p className="tl-quiet">{hasAccount ? "Has an account at this shop" : "No account at this shop"}</p>
      <ul>
        {contacts.map(({ kind, value }) => (
          <li key={`${kind}${value}`} className="tl-value">
            {value}
          </li>
        ))}
      </ul>
      <p>{orders.length ? `Orders ${orders.join(", ")}` : "No orders"}</p>
      <p className="tl-quiet">
        {heardAt ? (
          <>
            Wrote <Moment at={heardAt} style="full" />
          </>
        ) : (
          "Has not written"
        )}
      </p>
    </div>
  );
}
