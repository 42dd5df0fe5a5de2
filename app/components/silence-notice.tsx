import type { ReactNode } from "react";
import type { SilenceView } from "#app/desk/silences.ts";
import { Notice } from "./notice.tsx";
import { Moment } from "./time.tsx";
import { sayTopic } from "./topic-words.ts";

interface Props {
  silences: SilenceView[];
  /** Where to look further; left out on that page itself. */
  children?: ReactNode;
}

/** Shopify has been quiet for improbably long: about what, since when, what we do, and what the merchant can do. */
export function SilenceNotice({ silences, children }: Props) {
  if (!silences.length) return null;
  return (
    <div role="alert">
      <Notice tone="warning" title="Shopify is unusually quiet">
        <ul className="tl-bullets">
          {silences.map(({ topic, since, expected }) => (
            <li key={topic}>
              {sayTopic(topic)}: nothing since <Moment at={since} style="full" />, where about{" "}
              {expected.toLocaleString("en")} messages would be usual.
            </li>
          ))}
        </ul>
        <p className="tl-gap">
          Threadline reads your shop itself meanwhile, at least every hour. If your shop is simply quiet,
          there is nothing to do. If you see changes in Shopify admin that are missing here, check now.
        </p>
        {children}
      </Notice>
    </div>
  );
}
