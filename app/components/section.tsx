import { Card } from "@shopify/polaris";
import { type ReactNode, useId } from "react";

interface Props {
  title: string;
  aside?: ReactNode;
  /** Children reach the card's edges (lists, tables). */
  flush?: boolean;
  children: ReactNode;
}

/** A titled card. */
export function Section({ title, aside, flush = false, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="tl-section">
      <Card padding="0">
        <header className="tl-section-head">
          <h2 id={id}>{title}</h2>
          {aside}
        </header>
        <div className={flush ? "tl-section-flush" : "tl-section-body"}>{children}</div>
      </Card>
    </section>
  );
}
