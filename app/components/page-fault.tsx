import { isRouteErrorResponse } from "@remix-run/react";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";

/** Whether a thrown response is one that Shopify's package made to lead the browser on, and must be rendered as it is. */
export const isShopifyBounce = (error: unknown): boolean =>
  isRouteErrorResponse(error) && (error.status < 400 || error.status === 401 || error.status === 410);

/** A page that could not be read: what happened in plain words, and a way on. */
export function PageFault({ error }: { error: unknown }) {
  const { title, words, isLasting } = explain(error);
  return (
    <main className="tl-page tl-fault">
      <h1 className="tl-heard">{title}</h1>
      <Notice tone={isLasting ? "warning" : "critical"} title={title}>
        <p>{words}</p>
        <p className="tl-gap">
          {isLasting ? (
            <Button url="/app">Home</Button>
          ) : (
            <Button onClick={() => window.location.reload()}>Load again</Button>
          )}
        </p>
      </Notice>
    </main>
  );
}

/** `isLasting`: to load it again would show the same. */
function explain(error: unknown): { title: string; words: string; isLasting?: boolean } {
  if (isRouteErrorResponse(error) && error.status === 403)
    return {
      title: "Your role does not allow this",
      words: "An owner of this shop's Threadline team can change your role on the Team page.",
      isLasting: true,
    };
  if (isRouteErrorResponse(error) && error.status === 404)
    return {
      title: "Not found",
      words: "It may have been removed, or the address is not complete.",
      isLasting: true,
    };
  return {
    title: "This page could not be shown",
    words: "Nothing is lost. Load it again; if it happens once more, wait a minute first.",
  };
}
