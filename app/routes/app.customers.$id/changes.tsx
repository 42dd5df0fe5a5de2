import { Section } from "#app/components/section.tsx";
import { Tag, type TagTone } from "#app/components/tag.tsx";
import { Moment } from "#app/components/time.tsx";
import type { WriteState } from "#app/shopify/writes/shopify-write.ts";
import type { WriteView } from "#app/shopify/writes/writes-of.ts";

interface Props {
  changes: WriteView[];
  /** Staff by id. */
  names: Record<string, string>;
}

/** What Threadline changed at Shopify, by whose wish, and what came of it. Nothing where it never changed anything. */
export function Changes({ changes, names }: Props) {
  if (!changes.length) return null;
  return (
    <Section title="Changed in Shopify from here">
      <ul className="tl-consents">
        {changes.map((change) => {
          const { words, tone } = STATE[change.state];
          return (
            <li key={change.id}>
              <p>
                {sayChange(change)} <Tag tone={tone}>{words}</Tag>
              </p>
              {change.reason && <p>{change.reason}</p>}
              {change.state === "conflict" && (
                <p className="tl-value">Shopify has: {sayFound(change.found)}</p>
              )}
              <p className="tl-quiet">
                {sayWho(change.askedBy, names)} · <Moment at={change.askedAt} style="full" />
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

const STATE: Record<WriteState, { words: string; tone: TagTone }> = {
  asked: { words: "On its way", tone: "attention" },
  done: { words: "Done", tone: "good" },
  conflict: { words: "Left as it was", tone: "attention" },
  failed: { words: "Refused", tone: "bad" },
};

function sayChange({ kind, before, after }: WriteView): string {
  if (kind === "customer-note") return `Note: ${quote(before)} → ${quote(after)}`;
  if (kind === "customer-tags") {
    const { add = [], remove = [] } = (after ?? {}) as { add?: string[]; remove?: string[] };
    const parts = [
      add.length ? `added ${add.join(", ")}` : "",
      remove.length ? `took away ${remove.join(", ")}` : "",
    ];
    return `Tags: ${parts.filter(Boolean).join("; ")}`;
  }
  const { state } = (after ?? {}) as { state?: string };
  const where = kind === "customer-sms-consent" ? "Marketing by text" : "Marketing by email";
  return `${where}: ${state === "SUBSCRIBED" ? "yes" : "no"}`;
}

const quote = (note: unknown) => {
  const text = typeof note === "string" ? note : "";
  return text ? `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”` : "none";
};

function sayFound(found: unknown): string {
  if (typeof found === "string") return found || "nothing";
  if (Array.isArray(found)) return found.join(", ") || "nothing";
  const { state } = (found ?? {}) as { state?: string | null };
  return state === "SUBSCRIBED" ? "yes" : state === "UNSUBSCRIBED" ? "no" : "nothing";
}

function sayWho(askedBy: string, names: Record<string, string>): string {
  const [, staffId] = askedBy.split("staff:");
  if (staffId) return names[staffId] ?? "Somebody who has left";
  return SOURCE[askedBy] ?? askedBy;
}

const SOURCE: Record<string, string> = {
  keyword: "They texted STOP",
  carrier: "The carrier told of a STOP",
  storefront: "They said so in the shop",
};
