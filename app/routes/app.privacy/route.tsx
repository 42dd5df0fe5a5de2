import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Page } from "#app/components/page.tsx";
import { readShop } from "#app/db.server.ts";
import { readAccess } from "#app/privacy/note-access.ts";
import { readPrivacyRequests } from "#app/privacy/read-export.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { Accesses } from "./accesses.tsx";
import { Requests } from "./requests.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireStaff(request, "manage");
  return readShop(shopId, async (shop) => ({
    requests: await readPrivacyRequests(shop),
    accesses: await readAccess(shop),
  }));
}

export default function Privacy() {
  const { requests, accesses } = useLoaderData<typeof loader>();
  return (
    <Page title="Privacy" purpose="What customers asked of this shop, and what Threadline did about it.">
      <Requests requests={requests} />
      <Accesses accesses={accesses} />
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
