import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { Section } from "#app/components/section.tsx";
import { now } from "#app/clock.ts";
import { readShop } from "#app/db.server.ts";
import { readYesPage } from "#app/desk/yes-page.ts";
import { noteAccess } from "#app/privacy/note-access.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { actOnYes } from "./act.server.ts";
import { YesForm } from "./yes-form.tsx";

/** Where staff write down a yes that a shopper gave them: the words to read out, and what they answered. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "reply");
  const language = new URL(request.url).searchParams.get("language");
  const page = await readShop(shopId, (shop) => readYesPage(shop, params.id!, language));
  if (!page) throw new Response("There is no such customer.", { status: 404 });
  await noteAccess(shopId, { staffId: staff.id, customerId: page.customerId });
  return { page, at: now().toISOString() };
}

export async function action({ request, params }: ActionFunctionArgs): Promise<ActionAnswer> {
  const { shopId, staff } = await requireStaff(request, "reply");
  return actOnYes(shopId, { customerId: params.id!, staff }, await request.formData());
}

export default function WriteDownAYes() {
  const { page, at } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      title="Write down a yes"
      purpose={`What ${page.name ?? "this shopper"} agreed to when they spoke or wrote to you, kept as proof.`}
      back={{ title: page.name ?? "Visitor", url: `/app/customers/${page.customerId}` }}
    >
      <div role="status">{answer?.done && <Notice tone="success">{answer.done}</Notice>}</div>
      {page.points.length === 0 ? (
        <Section title="Nothing to write to">
          <Empty sign="consent" title="No number or email address that is theirs">
            Add one to the customer in Shopify first. What a visitor typed counts once they have proven it.
          </Empty>
        </Section>
      ) : (
        <YesForm page={page} at={at} answer={answer} />
      )}
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
