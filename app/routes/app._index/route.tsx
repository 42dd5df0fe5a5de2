import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useRevalidator } from "@remix-run/react";
import { SECOND } from "#app/clock.ts";
import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Page } from "#app/components/page.tsx";
import { SilenceNotice } from "#app/components/silence-notice.tsx";
import { TokenNotice } from "#app/components/token-notice.tsx";
import { SyncBanner } from "#app/components/sync-banner.tsx";
import { useToastOf } from "#app/components/toast.ts";
import { useLive } from "#app/components/use-live.ts";
import { usePoll } from "#app/components/use-poll.ts";
import { inShop } from "#app/db.server.ts";
import { readSetup } from "#app/desk/setup.ts";
import { readSilences } from "#app/desk/silences.ts";
import { readSync } from "#app/desk/sync-progress.ts";
import { readTokenEnds } from "#app/desk/token-ends.ts";
import { env } from "#app/env.server.ts";
import { MOST_TROUBLED, ordersNeedingAttention } from "#app/orders/orders-needing-attention.ts";
import { sampleOrders } from "#app/orders/sample-orders.ts";
import { readLiveCursor } from "#app/realtime/live-cursor.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { mayDo } from "#app/shop/role.ts";
import { startFirstSync } from "#app/shop/start-first-sync.ts";
import { imports } from "#app/wiring/imports.ts";
import { AskBox } from "./ask-box.tsx";
import { Attention } from "./attention.tsx";
import { Checklist } from "./checklist.tsx";
import { Samples } from "./samples.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, shop: row, staff } = await requireStaff(request, "view");
  const editor = `https://${row.domain}/admin/themes/current/editor?context=apps&template=index`;
  return inShop(shopId, async (shop) => ({
    cursor: await readLiveCursor(shop),
    shopDomain: row.domain,
    editorUrl: `${editor}&activateAppId=${env.SHOPIFY_API_KEY}/chat-embed`,
    attention: await ordersNeedingAttention(shop, MOST_TROUBLED),
    mostTroubled: MOST_TROUBLED,
    samples: await sampleOrders(shop, 5),
    setup: await readSetup(shop),
    sync: await readSync(shop, imports),
    maySync: mayDo(staff.role, "manage"),
    silences: await readSilences(shop),
    tokenEnds: await readTokenEnds(shop),
  }));
}

/** Has what could not be read read again. */
export async function action({ request }: ActionFunctionArgs): Promise<ActionAnswer> {
  const { shopId } = await requireStaff(request, "manage");
  const kinds = (await request.formData()).getAll("kind").map(String);
  await startFirstSync(shopId, { kinds }, imports);
  return { form: "sync", done: "They are being read again" };
}

/** The first minute: nothing is connected yet, and the shop's own orders already show what this is for. */
export default function Home() {
  const {
    attention,
    mostTroubled,
    samples,
    setup,
    sync,
    maySync,
    silences,
    tokenEnds,
    cursor,
    shopDomain,
    editorUrl,
  } = useLoaderData<typeof loader>();
  useToastOf(useActionData<typeof action>());
  const { revalidate, state } = useRevalidator();
  const renew = () => state === "idle" && revalidate();
  useLive(cursor, ({ event }) => event === "shop" && renew());
  // Progress and the theme's first sign of life are no events of a conversation: look often while they are awaited.
  usePoll(sync.kinds.length > 0 || !sync.isDone || !setup.embedSeenAt, 3 * SECOND, renew);
  return (
    <Page title="Home" purpose="Where your orders stand, and what your shoppers hear about them.">
      <TokenNotice ends={tokenEnds} />
      <SyncBanner sync={sync} mayRetry={maySync} />
      <SilenceNotice silences={silences}>
        <Link to="/app/shop-data">See what came and check now</Link>
      </SilenceNotice>
      <div className="tl-home">
        <div className="tl-home-main">
          <AskBox example={samples[0]?.name ?? "#1001"} />
          <Attention orders={attention} shopDomain={shopDomain} isSynced={sync.isDone} most={mostTroubled} />
          <Samples orders={samples} isSynced={sync.isDone} />
        </div>
        <Checklist setup={setup} editorUrl={editorUrl} />
      </div>
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
