import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CHANNELS } from "#app/channels/channel.ts";
import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Page } from "#app/components/page.tsx";
import { useToastOf } from "#app/components/toast.ts";
import { PURPOSES } from "#app/consent/purposes.ts";
import { countSuppressions, readSuppressions } from "#app/consent/suppressions.ts";
import { readShop } from "#app/db.server.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { mayDo } from "#app/shop/role.ts";
import { homeOf, readSettings } from "#app/shop/settings.ts";
import { actOnConsent } from "./act.server.ts";
import { cursorOf, writeCursor } from "./cursor.ts";
import { Find } from "./find.tsx";
import { Suppressed } from "./suppressed.tsx";
import { Ways } from "./ways.tsx";

const A_PAGE = 50;

/** The consent centre: whom may be written to, and the proof of it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "reply");
  const { searchParams } = new URL(request.url);
  const purpose = PURPOSES.find((one) => one === searchParams.get("purpose")) ?? "marketing";
  const channel = CHANNELS.find((one) => one === searchParams.get("channel")) ?? null;
  const after = cursorOf(searchParams.get("after"));
  return readShop(shopId, async (shop) => {
    const page = await readSuppressions(shop, { purpose, channel, after, most: A_PAGE });
    return {
      purpose,
      channel,
      isFirst: after === null,
      counts: await countSuppressions(shop, purpose),
      rows: page.rows.map((row) => ({ ...row, since: row.since.toISOString() })),
      next: page.next && writeCursor(page.next),
      mayExport: mayDo(staff.role, "manage"),
      signUpUrl: `${homeOf(await readSettings(shop))}/apps/threadline/sign-up`,
    };
  });
}

/** An address is looked for by a form that is posted: it must stand in no address bar and no log. */
export async function action({ request }: ActionFunctionArgs): Promise<ActionAnswer | Response> {
  const { shopId, staff } = await requireStaff(request, "reply");
  const outcome = await actOnConsent(shopId, { staffId: staff.id }, await request.formData());
  return "keyId" in outcome ? redirect(`/app/consent/${outcome.keyId}`) : outcome;
}

export default function ConsentCentre() {
  const { mayExport, signUpUrl, ...list } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as ActionAnswer | undefined;
  useToastOf(answer);
  return (
    <Page title="Consent" purpose="Who agreed to what, who must not be written to, and the proof of both.">
      <Find answer={answer} />
      {mayExport && <Ways signUpUrl={signUpUrl} />}
      <Suppressed {...list} mayExport={mayExport} answer={answer} />
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
