import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useRevalidator } from "@remix-run/react";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Page } from "#app/components/page.tsx";
import { readImports } from "#app/consent/import-log.ts";
import { readShop } from "#app/db.server.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { ImportForm } from "./import-form.tsx";
import { Imports } from "./imports.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireStaff(request, "manage");
  return { imports: await readShop(shopId, readImports) };
}

/** Consents kept elsewhere, brought here: tried first, then written. */
export default function ImportConsents() {
  const { imports } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  return (
    <Page
      title="Bring a list"
      purpose="A CSV file of who agreed or unsubscribed elsewhere. It can take a yes away, never turn a no into one."
      back={{ title: "Consent", url: "/app/consent" }}
    >
      <ImportForm onWritten={revalidate} />
      <Imports imports={imports} />
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
