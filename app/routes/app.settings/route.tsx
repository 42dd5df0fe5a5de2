import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { useToastOf } from "#app/components/toast.ts";
import { inShop } from "#app/db.server.ts";
import { readChannels } from "#app/desk/channels.ts";
import { readInboxAccounts } from "#app/desk/inbox-accounts.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { mayDo } from "#app/shop/role.ts";
import { readSettings } from "#app/shop/settings.ts";
import { hearsOfMerges } from "#app/shop/subscribe-topics.ts";
import { actOnSettings } from "./act.server.ts";
import { AnswersForm } from "./answers-form.tsx";
import { CustomersForm } from "./customers-form.tsx";
import { EmailForm } from "./email-form.tsx";
import { HoursForm } from "./hours-form.tsx";
import { InboxSection } from "./inbox-section.tsx";
import { languageChoices } from "./language-choices.ts";
import { PromotionsForm } from "./promotions-form.tsx";
import { ScanFeedForm } from "./scan-feed-form.tsx";
import { zoneChoices } from "./zone-choices.ts";
import { NumbersSection } from "./numbers-section.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "view");
  return inShop(shopId, async (shop) => {
    const { businessHours, supportEmail, languages, answersOn, ...settings } = await readSettings(shop);
    const { staffMayNote, staffMayTag, loyaltyFields } = settings;
    const { promotionsFrom, promotionsUntil, promotionsADay } = settings;
    return {
      settings: {
        businessHours,
        supportEmail,
        answersOn,
        staffMayNote,
        staffMayTag,
        loyaltyFields,
        promotionsFrom,
        promotionsUntil,
        promotionsADay,
      },
      languages: languageChoices(languages),
      zones: zoneChoices({ shops: settings.timeZone, chosen: businessHours.timeZone, at: shop.at }),
      followsMerges: await hearsOfMerges(shop),
      channels: await readChannels(shop),
      messenger: await readInboxAccounts(shop, "messenger"),
      instagram: await readInboxAccounts(shop, "instagram"),
      mayManage: mayDo(staff.role, "manage"),
    };
  });
}

export async function action({ request }: ActionFunctionArgs): Promise<ActionAnswer> {
  const { shopId } = await requireStaff(request, "manage");
  return actOnSettings(shopId, await request.formData());
}

export default function Settings() {
  const { settings, languages, zones, channels, mayManage, followsMerges, ...inboxes } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  useToastOf(answer);
  const shared = { isLocked: !mayManage, answer };
  const of = (name: string) => channels.filter(({ channel }) => channel === name);
  return (
    <Page title="Settings" narrow>
      {!mayManage && <Notice tone="info">Only an owner of your Threadline team can change these.</Notice>}
      <AnswersForm settings={settings} languages={languages} {...shared} />
      <HoursForm hours={settings.businessHours} zones={zones} {...shared} />
      <CustomersForm settings={settings} followsMerges={followsMerges} {...shared} />
      <PromotionsForm settings={settings} {...shared} />
      <NumbersSection
        id="sms"
        title="Text messages"
        setUp="Set up"
        none="No number is connected. Shoppers can write in the chat meanwhile."
        accounts={of("sms")}
      />
      <NumbersSection
        id="whatsapp"
        title="WhatsApp"
        setUp="Set up WhatsApp"
        none="No number is connected."
        accounts={of("whatsapp")}
      />
      <EmailForm accounts={of("email")} {...shared} />
      <InboxSection channel="messenger" accounts={inboxes.messenger} />
      <InboxSection channel="instagram" accounts={inboxes.instagram} />
      <ScanFeedForm accounts={of("easypost")} {...shared} />
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
