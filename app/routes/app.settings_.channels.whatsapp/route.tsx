import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { useToastOf } from "#app/components/toast.ts";
import { inShop } from "#app/db.server.ts";
import { hasMetaApp, signInPass } from "#app/desk/meta-sign-in.ts";
import { readWhatsApp } from "#app/desk/whatsapp-accounts.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { mayDo } from "#app/shop/role.ts";
import { actOnWhatsApp, type WhatsAppAnswer } from "./act.server.ts";
import { ConnectForm } from "./connect-form.tsx";
import { NewTemplate } from "./new-template.tsx";
import { Numbers } from "./numbers.tsx";
import { Templates } from "./templates.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "view");
  const mayManage = mayDo(staff.role, "manage");
  return inShop(shopId, async (shop) => ({
    ...(await readWhatsApp(shop)),
    hasApp: hasMetaApp(),
    signInPass: mayManage ? signInPass({ shopId, staffId: staff.id }, "whatsapp", shop.at) : null,
    mayManage,
  }));
}

export async function action({ request }: ActionFunctionArgs): Promise<WhatsAppAnswer> {
  const { shopId } = await requireStaff(request, "manage");
  return actOnWhatsApp(shopId, await request.formData());
}

export default function WhatsAppSettings() {
  const { accounts, templates, hasApp, signInPass: pass, mayManage } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  useToastOf(answer);
  const shared = { isLocked: !mayManage, answer };
  const [first] = accounts;
  return (
    <Page
      title="WhatsApp"
      purpose="Numbers whose messages come into the inbox, and the texts that Meta has approved."
      back={{ title: "Settings", url: "/app/settings" }}
      narrow
    >
      {!mayManage && <Notice tone="info">Only an owner of your Threadline team can change these.</Notice>}
      <Numbers accounts={accounts} {...shared} />
      {mayManage && (
        <ConnectForm hasApp={hasApp} signInPass={pass} isFirst={accounts.length === 0} answer={answer} />
      )}
      {first && <Templates templates={templates} accounts={accounts} {...shared} />}
      {first && mayManage && <NewTemplate accounts={accounts} answer={answer} />}
      <p className="tl-quiet">
        WhatsApp takes free text for 24 hours after a shopper's last message. After that only approved
        templates arrive, and none with marketing to numbers of the United States.
      </p>
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
