import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { INBOX_CHANNELS, type InboxChannel } from "#app/channels/channel.ts";
import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { ChildFault } from "#app/components/child-fault.tsx";
import { InboxAccounts } from "#app/components/inbox-accounts.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { useToastOf } from "#app/components/toast.ts";
import { inShop } from "#app/db.server.ts";
import { readInboxAccounts } from "#app/desk/inbox-accounts.ts";
import { signInPass } from "#app/desk/meta-sign-in.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { mayDo } from "#app/shop/role.ts";
import { actOnInbox } from "./act.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const channel = requireInbox(params.inbox);
  const { shopId, staff } = await requireStaff(request, "view");
  const mayManage = mayDo(staff.role, "manage");
  return inShop(shopId, async (shop) => ({
    channel,
    accounts: await readInboxAccounts(shop, channel),
    signInPass: mayManage ? signInPass({ shopId, staffId: staff.id }, channel, shop.at) : null,
    mayManage,
  }));
}

export async function action({ request, params }: ActionFunctionArgs): Promise<ActionAnswer> {
  const channel = requireInbox(params.inbox);
  const { shopId } = await requireStaff(request, "manage");
  return actOnInbox(shopId, channel, await request.formData());
}

/** The other channels have pages of their own, so whatever else comes here names none. */
function requireInbox(name: string | undefined): InboxChannel {
  const channel = INBOX_CHANNELS.find((known) => known === name);
  if (!channel) throw new Response("There is no such channel.", { status: 404 });
  return channel;
}

const WORDS = {
  messenger: { title: "Messenger", purpose: "Facebook Pages whose messages come into the inbox." },
  instagram: {
    title: "Instagram",
    purpose: "Instagram accounts whose messages, story replies and mentions come into the inbox.",
  },
};

export default function InboxSettings() {
  const { channel, accounts, signInPass: pass, mayManage } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  useToastOf(answer);
  return (
    <Page {...WORDS[channel]} back={{ title: "Settings", url: "/app/settings" }} narrow>
      {!mayManage && <Notice tone="info">Only an owner of your Threadline team can change these.</Notice>}
      <InboxAccounts
        key={channel}
        channel={channel}
        accounts={accounts}
        signInPass={pass}
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
