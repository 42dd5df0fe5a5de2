import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useRevalidator } from "@remix-run/react";
import { SECOND } from "#app/clock.ts";
import { type ActionAnswer, ActionNotice } from "#app/components/action-notice.tsx";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { SilenceNotice } from "#app/components/silence-notice.tsx";
import { SyncBanner } from "#app/components/sync-banner.tsx";
import { useToastOf } from "#app/components/toast.ts";
import { useLive } from "#app/components/use-live.ts";
import { usePoll } from "#app/components/use-poll.ts";
import { readShop } from "#app/db.server.ts";
import { readChecks } from "#app/desk/checks.ts";
import { readHeard } from "#app/desk/shop-data.ts";
import { readSilences } from "#app/desk/silences.ts";
import { readSync } from "#app/desk/sync-progress.ts";
import { readLiveCursor } from "#app/realtime/live-cursor.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { mayDo } from "#app/shop/role.ts";
import { sweepShop } from "#app/shop/sweeps/sweep-shop.ts";
import { nightSweeps, sweeps } from "#app/wiring/sweeps.ts";
import { topics } from "#app/wiring/webhook-topics.ts";
import { imports } from "#app/wiring/imports.ts";
import { Checks } from "./checks.tsx";
import { HeardTopics } from "./heard-topics.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, shop: row, staff } = await requireStaff(request, "view");
  const kinds = { hourly: sweeps.map(({ kind }) => kind), nightly: nightSweeps.map(({ kind }) => kind) };
  return readShop(shopId, async (shop) => ({
    cursor: await readLiveCursor(shop),
    sync: await readSync(shop, imports),
    silences: await readSilences(shop),
    ...(await readChecks(shop, kinds)),
    heard: await readHeard(shop, row.domain, Object.keys(topics)),
    mayCheck: mayDo(staff.role, "reply"),
    maySync: mayDo(staff.role, "manage"),
  }));
}

/** "Check now": what is at work already goes on. */
export async function action({ request }: ActionFunctionArgs): Promise<ActionAnswer> {
  const { shopId } = await requireStaff(request, "reply");
  const begun = await sweepShop(shopId, { because: "asked" }, sweeps);
  return { form: "check", done: begun.length ? "Checking now" : "A check is at work already" };
}

/** What Threadline knows of the shop, how it learns of it, and how it makes sure. */
export default function ShopData() {
  const { sync, silences, checks, nextAt, heard, mayCheck, maySync, cursor } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { revalidate, state } = useRevalidator();
  const renew = () => state === "idle" && revalidate();
  useToastOf(answer);
  useLive(cursor, ({ data }) => /^topic\./.test(String(data.name)) && renew());
  // A check and the first reading are no events of a conversation: look often while they run.
  usePoll(!sync.isDone || checks.some((check) => check.state === "running"), 2 * SECOND, renew);
  return (
    <Page
      title="Shop data"
      purpose="What Shopify told Threadline, and how it makes sure that nothing is missing."
    >
      <SyncBanner sync={sync} mayRetry={maySync} />
      <SilenceNotice silences={silences} />
      {heard.parked > 0 && (
        <Notice tone="warning" title={sayParked(heard.parked)}>
          <Link to="/app/problems">See why, and try them again</Link>
        </Notice>
      )}
      <ActionNotice answer={answer} form="check" />
      <Checks checks={checks} nextAt={nextAt} mayCheck={mayCheck} />
      <HeardTopics heard={heard} />
    </Page>
  );
}

const sayParked = (count: number): string =>
  count === 1
    ? "A message from Shopify could not be read"
    : `${count} messages from Shopify could not be read`;

export { ChildFault as ErrorBoundary };
