import type { ReactNode } from "react";

interface Props {
  title: string;
  children: ReactNode;
}

/** A page outside of Shopify's admin, in a window of its own. No style sheet is there to rely on. */
export function BarePage({ title, children }: Props) {
  return (
    <main style={{ font: "16px/1.5 system-ui, sans-serif", maxWidth: 480, margin: "12vh auto", padding: 24 }}>
      <h1 style={{ fontSize: 20 }}>{title}</h1>
      {children}
    </main>
  );
}
