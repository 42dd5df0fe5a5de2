import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Page } from "#app/components/page.tsx";
import { useToastOf } from "#app/components/toast.ts";
import { inShop, readShop } from "#app/db.server.ts";
import { readAccess } from "#app/privacy/note-access.ts";
import { readPrivacyRequests } from "#app/privacy/read-export.ts";
import { inOneWord, RETENTION, type Retention } from "#app/privacy/retention.ts";
import { readRetention, saveRetention } from "#app/privacy/retention-periods.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { Accesses } from "./accesses.tsx";
import { Requests } from "./requests.tsx";
import { daysOf, type RetentionAnswer, RetentionForm } from "./retention-form.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireStaff(request, "manage");
  return readShop(shopId, async (shop) => ({
    requests: await readPrivacyRequests(shop),
    accesses: await readAccess(shop),
    retention: await readRetention(shop),
  }));
}

export async function action({ request }: ActionFunctionArgs): Promise<RetentionAnswer> {
  const { shopId } = await requireStaff(request, "manage");
  const given = await request.formData();
  const asked = Object.fromEntries(RETENTION.map(({ kind }) => [kind, daysOf(given.get(kind))])) as Retention;
  if (!RETENTION.every(({ kind, choices }) => choices.includes(asked[kind])))
    return { form: "retention", fault: "One of these periods is not known. Load the page again." };
  const agreed = String(given.get("agreed") ?? "");
  const outcome = await inShop(shopId, (shop) => saveRetention(shop, asked, { agreed }));
  if (outcome.saved) return { form: "retention", done: "Saved" };
  return { form: "retention", loses: outcome.loses, asked: inOneWord(asked) };
}

export default function Privacy() {
  const { requests, accesses, retention } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  useToastOf(answer);
  return (
    <Page title="Privacy" purpose="What customers asked of this shop, and what Threadline did about it.">
      <Requests requests={requests} />
      <RetentionForm retention={retention} answer={answer} />
      <Accesses accesses={accesses} />
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
