import { TitleBar } from "@shopify/app-bridge-react";
import { Page as PolarisPage } from "@shopify/polaris";
import type { ReactNode } from "react";

interface Props {
  title: string;
  /** One line under the title: what this page is for. */
  purpose?: string;
  narrow?: boolean;
  /** Where this page was opened from. */
  back?: { title: string; url: string };
  children: ReactNode;
}

/** A page in the admin: its name in the admin's title bar, and as the page's first heading. */
export function Page({ title, purpose, narrow = false, back, children }: Props) {
  return (
    <>
      <TitleBar title={title} />
      <main>
        <PolarisPage
          title={title}
          narrowWidth={narrow}
          {...(purpose && { subtitle: purpose })}
          {...(back && { backAction: { content: back.title, url: back.url } })}
        >
          <div className="tl-page">{children}</div>
        </PolarisPage>
      </main>
    </>
  );
}

/** The whole frame for one tool (the inbox): named in the title bar, its heading only heard. */
export function FullPage({ title, children }: Pick<Props, "title" | "children">) {
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
