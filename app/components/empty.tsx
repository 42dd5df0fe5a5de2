import type { ReactNode } from "react";
import { Sign, type SignName } from "./sign.tsx";

interface Props {
  sign: SignName;
  title: string;
  children?: ReactNode;
}

/** Nothing here, and why that is so. */
export function Empty({ sign, title, children }: Props) {
  return (
    <div className="tl-empty">
      <Sign name={sign} />
      <p className="tl-empty-title">{title}</p>
      {children && <div className="tl-quiet">{children}</div>}
    </div>
  );
}
