import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { ChildFault } from "#app/components/child-fault.tsx";
import { InboxAccounts } from "#app/components/inbox-accounts.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { useToastOf } from "#app/components/toast.ts";
import { inShop } from "#app/db.server.ts";
import { connectPastedInstagram, disconnectInstagram } from "#app/desk/connect-instagram.ts";
import { readInboxAccounts } from "#app/desk/inbox-accounts.ts";
import { signInUrl } from "#app/desk/meta-sign-in.ts";
import { testAccount } from "#app/desk/test-account.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { mayDo } from "#app/shop/role.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "view");
  const mayManage = mayDo(staff.role, "manage");
  return inShop(shopId, async (shop) => ({
    accounts: await readInboxAccounts(shop, "instagram"),
    signInUrl: mayManage ? signInUrl(shopId, "instagram", shop.at) : null,
    mayManage,
  }));
}

export async function action({ request }: ActionFunctionArgs): Promise<ActionAnswer> {
  const { shopId } = await requireStaff(request, "manage");
  const given = await request.formData();
  const text = (name: string) => String(given.get(name) ?? "").trim();
  switch (text("form")) {
    case "connect": {
      const answer = await connectPastedInstagram(shopId, text("token"));
      return answer.connected
        ? { form: "connect", done: "The account is connected" }
        : { form: "connect", fault: answer.say };
    }
    case "test": {
      const answer = await testAccount(shopId, text("id"));
      return answer.ok
        ? { form: "account", done: "The connection works" }
        : { form: "account", fault: answer.say };
    }
    case "disconnect":
      await disconnectInstagram(shopId, text("id"));
      return { form: "account", done: "Disconnected" };
    default:
      return { form: "account", fault: "This form is not known. Load the page again." };
  }
}

export default function InstagramSettings() {
  const { accounts, signInUrl: url, mayManage } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  useToastOf(answer);
  return (
    <Page
      title="Instagram"
      purpose="Instagram accounts whose messages, story replies and mentions come into the inbox."
      back={{ title: "Settings", url: "/app/settings" }}
      narrow
    >
      {!mayManage && <Notice tone="info">Only an owner of your Threadline team can change these.</Notice>}
      <InboxAccounts
        channel="instagram"
        accounts={accounts}
        signInUrl={url}
        isLocked={!mayManage}
        answer={answer}
      />
      <p className="tl-quiet">
        Meta lets shops answer within 24 hours of a shopper's last message. For seven days your team can still
        answer by hand; nothing automatic is sent then.
      </p>
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
