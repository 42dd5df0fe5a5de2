import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticate } from "#app/shopify/app.server.ts";

/** Shopify's own pages of an embedded app: `/auth/session-token` (a fresh token) and `/auth/exit-iframe`. */
export async function loader({ request }: LoaderFunctionArgs) {
  // Where the package sends visitors who come without a shop; asking them for one would be a way to phish.
  if (new URL(request.url).pathname === "/auth/login") return null;
  await authenticate.admin(request);
  return null;
}

export default function OpenFromShopify() {
  return (
    <main
      style={{
        font: "16px/1.5 system-ui, sans-serif",
        maxWidth: "32rem",
        margin: "20vh auto",
        padding: "0 1rem",
      }}
    >
      <h1>Threadline</h1>
      <p>
        Threadline opens inside Shopify: go to <a href="https://admin.shopify.com">your Shopify admin</a> and
        choose it under Apps.
      </p>
    </main>
  );
}
