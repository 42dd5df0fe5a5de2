import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Page } from "#app/components/page.tsx";
import { readShop } from "#app/db.server.ts";
import { readPrivacyRequests } from "#app/privacy/read-export.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { Requests } from "./requests.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireStaff(request, "manage");
  return { requests: await readShop(shopId, readPrivacyRequests) };
}

export default function Privacy() {
  const { requests } = useLoaderData<typeof loader>();
  return (
    <Page title="Privacy" purpose="What customers asked of this shop, and what Threadline did about it.">
      <Requests requests={requests} />
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
