import { ProgressBar } from "@shopify/polaris";

interface Props {
  /** From 0 to 1. */
  share: number;
  /** The id of what says what it is of. */
  labelledBy: string;
}

/** How far something is that takes its time. */
export function Progress({ share, labelledBy }: Props) {
  const percent = Math.round(Math.min(Math.max(share, 0), 1) * 100);
  return <ProgressBar progress={percent} size="small" tone="highlight" ariaLabelledBy={labelledBy} />;
}
