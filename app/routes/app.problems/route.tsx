import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useRevalidator } from "@remix-run/react";
import { type ActionAnswer, ActionNotice } from "#app/components/action-notice.tsx";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Page } from "#app/components/page.tsx";
import { useToastOf } from "#app/components/toast.ts";
import { useLive } from "#app/components/use-live.ts";
import { inShop } from "#app/db.server.ts";
import { readParkedReceipts, readProblems, receiptAddresses } from "#app/desk/problems.ts";
import { type Problem, retryProblem } from "#app/desk/retry-problem.ts";
import { readLiveCursor } from "#app/realtime/live-cursor.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { mayDo } from "#app/shop/role.ts";
import { Messages } from "./messages.tsx";
import { Parked } from "./parked.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, shop: row, staff } = await requireStaff(request, "view");
  const found = await inShop(shopId, async (shop) => ({
    cursor: await readLiveCursor(shop),
    problems: await readProblems(shop),
    addresses: await receiptAddresses(shop, row.domain),
  }));
  return {
    cursor: found.cursor,
    ...found.problems,
    receipts: await readParkedReceipts(found.addresses),
    mayRetry: mayDo(staff.role, "reply"),
  };
}

export async function action({ request }: ActionFunctionArgs): Promise<ActionAnswer> {
  const { shopId, shop } = await requireStaff(request, "reply");
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "");
  const problem: Problem =
    text("form") === "job"
      ? { kind: "job", id: text("id") }
      : { kind: "receipt", door: text("door"), key: text("key") };
  const isBack = await retryProblem({ shopId, domain: shop.domain }, problem);
  return isBack
    ? { form: "retry", done: "It is tried again now" }
    : { form: "retry", fault: "It was tried again already." };
}

export default function Problems() {
  const { jobs, receipts, messages, mayRetry, cursor } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { revalidate } = useRevalidator();
  useToastOf(answer);
  useLive(cursor, ({ data }) => data.name === "message.moved" && revalidate());
  return (
    <Page title="Problems" purpose="What did not go through, why, and what you can do about it.">
      <ActionNotice answer={answer} form="retry" />
      <Messages messages={messages} />
      <Parked jobs={jobs} receipts={receipts} mayRetry={mayRetry} />
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
