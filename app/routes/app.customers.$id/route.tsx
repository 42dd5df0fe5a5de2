import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useRevalidator } from "@remix-run/react";
import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Page } from "#app/components/page.tsx";
import { useToastOf } from "#app/components/toast.ts";
import { useLive } from "#app/components/use-live.ts";
import { readShop } from "#app/db.server.ts";
import { freshenProfile } from "#app/desk/freshen-profile.ts";
import { readProfile } from "#app/desk/profile.ts";
import { readTimeline } from "#app/desk/timeline.ts";
import { noteAccess } from "#app/privacy/note-access.ts";
import { readLiveCursor } from "#app/realtime/live-cursor.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { mayDo } from "#app/shop/role.ts";
import { readTeam } from "#app/shop/staff.ts";
import { actOnCustomer } from "./act.server.ts";
import { Changes } from "./changes.tsx";
import { Consents } from "./consents.tsx";
import { NoteForm } from "./note-form.tsx";
import { OpenThings } from "./open-things.tsx";
import { PersonCard } from "./person-card.tsx";
import { Segments } from "./segments.tsx";
import { TagsForm } from "./tags-form.tsx";
import { TimelineList } from "./timeline-list.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, shop: row, staff } = await requireStaff(request, "view");
  const found = await readShop(shopId, async (shop) => {
    const whole = await readProfile(shop, params.id!);
    if (!whole) return null;
    const timeline = await readTimeline(shop, whole.person);
    const team = await readTeam(shop);
    return { ...whole, timeline, team, cursor: await readLiveCursor(shop) };
  });
  if (!found) throw new Response("There is no such customer.", { status: 404 });
  const { profile, timeline, team, cursor } = found;
  await noteAccess(shopId, { staffId: staff.id, customerId: profile.id });
  await freshenProfile(shopId, found);
  const names = Object.fromEntries(team.map(({ id, name }) => [id, name]));
  return { profile, timeline, names, cursor, shopDomain: row.domain, mayChange: mayDo(staff.role, "reply") };
}

export async function action({ request, params }: ActionFunctionArgs): Promise<ActionAnswer> {
  const { shopId, staff } = await requireStaff(request, "reply");
  return actOnCustomer(shopId, { customerId: params.id!, staffId: staff.id }, await request.formData());
}

export default function Customer() {
  const { profile, timeline, names, cursor, shopDomain, mayChange } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { revalidate } = useRevalidator();
  useToastOf(answer);
  useLive(cursor, ({ data }) => TELLING.has(String(data.name)) && revalidate());
  const waiting = profile.changes.some(({ state }) => state === "asked");
  const may = { isAllowed: mayChange && profile.shopifyId !== null, isWaiting: waiting, answer };
  return (
    <Page
      title={profile.name ?? "Visitor"}
      purpose="Who this is, what they allow, and everything that happened."
    >
      <div className="tl-profile">
        <div className="tl-profile-side">
          <PersonCard profile={profile} shopDomain={shopDomain} />
          <TagsForm key={profile.tags.join()} tags={profile.tags} isOn={profile.mayTag} {...may} />
          {profile.shopifyId && <Segments segments={profile.segments} />}
          <NoteForm key={profile.note} note={profile.note} isOn={profile.mayNote} {...may} />
          <Consents
            consents={profile.consents}
            recordUrl={mayChange ? `/app/customers/${profile.id}/yes` : null}
          />
          <OpenThings returns={profile.returns} checkouts={profile.checkouts} />
          <Changes changes={profile.changes} names={names} />
        </div>
        <TimelineList key={profile.id} customerId={profile.id} first={timeline} />
      </div>
    </Page>
  );
}

/** What may show on this page; each only says to read it anew. */
const TELLING = new Set(["shopify-write.settled", "customer.read", "consent.revoked"]);

export { ChildFault as ErrorBoundary };
