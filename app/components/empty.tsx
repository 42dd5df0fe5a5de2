import type { ReactNode } from "react";
import { Symbol, type SymbolName } from "./symbol.tsx";

interface Props {
  symbol: SymbolName;
  title: string;
  children?: ReactNode;
}

/** Nothing here, and why that is so. */
export function Empty({ symbol, title, children }: Props) {
  return (
    <div className="tl-empty">
      <Symbol name={symbol} />
      <p className="tl-empty-title">{title}</p>
      {children && <div className="tl-quiet">{children}</div>}
    </div>
  );
}
