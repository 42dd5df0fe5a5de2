import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteError } from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { AdminFrame, frameLinks } from "#app/components/admin-frame.tsx";
import { isShopifyBounce, PageFault } from "#app/components/page-fault.tsx";
import { env } from "#app/env.server.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";

export const links = frameLinks;

/** Parent and child loaders run in parallel, so this guards nothing but itself: every page asks again. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireStaff(request, "view");
  return { apiKey: env.SHOPIFY_API_KEY, appBridgeUrl: env.APP_BRIDGE_URL ?? null };
}

export const shouldRevalidate = () => false;

export default function AppLayout() {
  const { apiKey, appBridgeUrl } = useLoaderData<typeof loader>();
  return (
    <AdminFrame apiKey={apiKey} appBridgeUrl={appBridgeUrl}>
      <Outlet />
    </AdminFrame>
  );
}

/** Only the layout's own faults come here; a page's fault is shown inside the frame, by the page's boundary. */
export function ErrorBoundary() {
  const error = useRouteError();
  return isShopifyBounce(error) ? boundary.error(error) : <PageFault error={error} />;
}

export const headers: HeadersFunction = (given) => boundary.headers(given);
