import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticate } from "#app/shopify/app.server.ts";

/**
 * Shopify's own pages of an embedded app: `/auth/session-token` (a fresh token) and `/auth/exit-iframe`. No component
 * here: the package throws its pages as responses, and Remix would show an error page in their place.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticate.admin(request);
  return null;
}
