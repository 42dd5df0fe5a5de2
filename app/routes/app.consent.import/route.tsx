import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useRevalidator } from "@remix-run/react";
import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Page } from "#app/components/page.tsx";
import { useToastOf } from "#app/components/toast.ts";
import { usePoll } from "#app/components/use-poll.ts";
import { readImports, stopImport } from "#app/consent/import-log.ts";
import { inShop, readShop } from "#app/db.server.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { ImportForm } from "./import-form.tsx";
import { Imports } from "./imports.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireStaff(request, "manage");
  return { imports: await readShop(shopId, readImports) };
}

/** Stops a list that is being written. */
export async function action({ request }: ActionFunctionArgs): Promise<ActionAnswer> {
  const { shopId } = await requireStaff(request, "manage");
  const id = String((await request.formData()).get("id") ?? "");
  const isStopped = await inShop(shopId, (shop) => stopImport(shop, id));
  return isStopped
    ? { form: "stop", done: "Stopped. What was written stands." }
    : { form: "stop", fault: "It had come to its end already." };
}

/** While a list is being written, so often is asked how far it is. */
const LOOK_MS = 1_000;

/** Consents kept elsewhere, brought here: tried first, then written. */
export default function ImportConsents() {
  const { imports } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { revalidate } = useRevalidator();
  useToastOf(answer);
  usePoll(
    imports.some(({ state }) => state === "writing"),
    LOOK_MS,
    revalidate,
  );
  return (
    <Page
      title="Bring a list"
      purpose="A CSV file of who agreed or unsubscribed elsewhere. It can take a yes away, never turn a no into one."
      back={{ title: "Consent", url: "/app/consent" }}
    >
      <ImportForm onWritten={revalidate} />
      <Imports imports={imports} answer={answer} />
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
