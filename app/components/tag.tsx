import { Badge } from "@shopify/polaris";

export type TagTone = "plain" | "good" | "attention" | "bad" | "info";

const TONES = {
  plain: undefined,
  good: "success",
  attention: "attention",
  bad: "critical",
  info: "info",
} as const;

/** A short state in a word or two. */
export function Tag({ children, tone = "plain" }: { children: string; tone?: TagTone }) {
  return <Badge tone={TONES[tone]}>{children}</Badge>;
}
