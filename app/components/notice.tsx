import { Banner } from "@shopify/polaris";
import type { ReactNode } from "react";

interface Props {
  tone: "info" | "success" | "warning" | "critical";
  title?: string;
  children?: ReactNode;
  onDismiss?(): void;
}

/** Something the reader should know now. Failures stay until they are dismissed (R52). */
export function Notice({ tone, title, children, onDismiss }: Props) {
  return (
    <Banner tone={tone} title={title} onDismiss={onDismiss}>
      {children}
    </Banner>
  );
}
