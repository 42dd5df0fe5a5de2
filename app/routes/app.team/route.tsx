import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Page } from "#app/components/page.tsx";
import { Section } from "#app/components/section.tsx";
import { useToastOf } from "#app/components/toast.ts";
import { inShop } from "#app/db.server.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { mayDo } from "#app/shop/role.ts";
import { readTeam } from "#app/shop/staff.ts";
import { actOnTeam } from "./act.server.ts";
import { InviteForm } from "./invite-form.tsx";
import { Members } from "./members.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "view");
  const team = await inShop(shopId, readTeam);
  return {
    me: staff.id,
    mayManage: mayDo(staff.role, "manage"),
    team: team.map(({ joinedAt, lastSeenAt, locale: _, ...member }) => ({
      ...member,
      hasJoined: joinedAt !== null,
      lastSeenAt: lastSeenAt?.toISOString() ?? null,
    })),
  };
}

export async function action({ request }: ActionFunctionArgs): Promise<ActionAnswer> {
  const { shopId } = await requireStaff(request, "manage");
  return actOnTeam(shopId, await request.formData());
}

export default function Team() {
  const { me, mayManage, team } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  useToastOf(answer);
  return (
    <Page title="Team" purpose="Viewers read, agents also reply, owners also change settings and the team.">
      <Section title="Members" flush>
        <Members team={team} me={me} mayManage={mayManage} answer={answer} />
      </Section>
      {mayManage && <InviteForm answer={answer} />}
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
