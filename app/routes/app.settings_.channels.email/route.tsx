import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Fragment } from "react";
import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { useToastOf } from "#app/components/toast.ts";
import { inShop } from "#app/db.server.ts";
import { readEmailSettings } from "#app/desk/email-settings.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { mayDo } from "#app/shop/role.ts";
import { actOnEmail } from "./act.server.ts";
import { Domain } from "./domain.tsx";
import { Inbound } from "./inbound.tsx";
import { MailServer } from "./mail-server.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "view");
  const mayManage = mayDo(staff.role, "manage");
  return inShop(shopId, async (shop) => ({ senders: await readEmailSettings(shop, mayManage), mayManage }));
}

export async function action({ request }: ActionFunctionArgs): Promise<ActionAnswer> {
  const { shopId } = await requireStaff(request, "manage");
  return actOnEmail(shopId, await request.formData());
}

export default function Email() {
  const { senders, mayManage } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  useToastOf(answer);
  const shared = { isLocked: !mayManage, answer };
  return (
    <Page
      title="Email"
      purpose="By which server mail leaves, whether your domain vouches for it, and how mail comes in."
      narrow
      back={{ title: "Settings", url: "/app/settings" }}
    >
      {!mayManage && <Notice tone="info">Only an owner of your Threadline team can change these.</Notice>}
      {!senders.length && (
        <Empty sign="email" title="No sender is connected">
          Connect your mail server under Settings, Email.
        </Empty>
      )}
      {senders.map((sender) => (
        <Fragment key={sender.id}>
          <MailServer sender={sender} {...shared} />
          <Domain sender={sender} {...shared} />
          <Inbound sender={sender} {...shared} />
        </Fragment>
      ))}
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
