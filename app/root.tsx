import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { useNonce } from "#app/components/nonce.tsx";

export default function Root() {
  return (
    <Document>
      <Outlet />
    </Document>
  );
}

/** What is left when even the app's layout failed: plain words, no style sheet to rely on. */
export function ErrorBoundary() {
  const error = useRouteError();
  const isMissing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <Document>
      <main style={{ fontFamily: "system-ui, sans-serif", maxWidth: 480, margin: "15vh auto", padding: 24 }}>
        <h1 style={{ fontSize: 20 }}>
          {isMissing ? "There is no such page" : "This page could not be shown"}
        </h1>
        <p style={{ color: "#4a4a4a", lineHeight: 1.5 }}>
          {isMissing
            ? "Open Threadline again from the Apps list of your Shopify admin."
            : "Nothing is lost. Load the page again; if it happens once more, wait a minute first."}
        </p>
      </main>
    </Document>
  );
}

function Document({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>Threadline</title>
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}
