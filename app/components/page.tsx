import { TitleBar } from "@shopify/app-bridge-react";
import { Page as PolarisPage } from "@shopify/polaris";
import type { ReactNode } from "react";

interface Props {
  title: string;
  /** One line under the title: what this page is for. */
  purpose?: string;
  narrow?: boolean;
  children: ReactNode;
}

/** A page in the admin: its name in the admin's title bar, and as the page's first heading. */
export function Page({ title, purpose, narrow = false, children }: Props) {
  return (
    <>
      <TitleBar title={title} />
      <PolarisPage title={title} narrowWidth={narrow} {...(purpose && { subtitle: purpose })}>
        <main className="tl-page">{children}</main>
      </PolarisPage>
    </>
  );
}

/** The whole frame for one tool (the inbox): named in the title bar, its heading only heard. */
export function FullPage({ title, children }: Omit<Props, "purpose" | "narrow">) {
  return (
    <>
      <TitleBar title={title} />
      <main className="tl-full">
        <h1 className="tl-heard">{title}</h1>
        {children}
      </main>
    </>
  );
}
