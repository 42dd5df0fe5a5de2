import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { useToastOf } from "#app/components/toast.ts";
import { inShop } from "#app/db.server.ts";
import { readChannels } from "#app/desk/channels.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { mayDo } from "#app/shop/role.ts";
import { readSettings } from "#app/shop/settings.ts";
import { hearsOfMerges } from "#app/shop/subscribe-topics.ts";
import { actOnSettings } from "./act.server.ts";
import { AnswersForm } from "./answers-form.tsx";
import { CustomersForm } from "./customers-form.tsx";
import { EmailForm } from "./email-form.tsx";
import { HoursForm } from "./hours-form.tsx";
import { ScanFeedForm } from "./scan-feed-form.tsx";
import { SmsForm } from "./sms-form.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "view");
  return inShop(shopId, async (shop) => {
    const { businessHours, supportEmail, languages, answersOn, ...settings } = await readSettings(shop);
    const { staffMayNote, staffMayTag, loyaltyFields } = settings;
    return {
      settings: {
        businessHours,
        supportEmail,
        languages,
        answersOn,
        staffMayNote,
        staffMayTag,
        loyaltyFields,
      },
      followsMerges: await hearsOfMerges(shop),
      channels: await readChannels(shop),
      mayManage: mayDo(staff.role, "manage"),
    };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<ActionAnswer> {
  const { shopId } = await requireStaff(request, "manage");
  return actOnSettings(shopId, await request.formData());
}

export default function Settings() {
  const { settings, channels, mayManage, followsMerges } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  useToastOf(answer);
  const shared = { isLocked: !mayManage, answer };
  const of = (name: string) => channels.filter(({ channel }) => channel === name);
  return (
    <Page title="Settings" narrow>
      {!mayManage && <Notice tone="info">Only an owner of your Threadline team can change these.</Notice>}
      <AnswersForm settings={settings} {...shared} />
      <HoursForm hours={settings.businessHours} {...shared} />
      <CustomersForm settings={settings} followsMerges={followsMerges} {...shared} />
      <SmsForm accounts={of("sms")} {...shared} />
      <EmailForm accounts={of("email")} {...shared} />
      <ScanFeedForm accounts={of("easypost")} {...shared} />
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
