import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useRevalidator } from "@remix-run/react";
import { SOURCES, smsCountries } from "#app/channels/sms-countries.ts";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { useToastOf } from "#app/components/toast.ts";
import { usePoll } from "#app/components/use-poll.ts";
import { SECOND } from "#app/clock.ts";
import { inShop, readShop } from "#app/db.server.ts";
import { readSmsSenders } from "#app/desk/sms-senders.ts";
import { draftTenDlc } from "#app/desk/ten-dlc-draft.ts";
import { draftTollFree } from "#app/desk/toll-free-draft.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { mayDo } from "#app/shop/role.ts";
import { actOnSms, type SmsAnswer } from "./act.server.ts";
import { CostTable } from "./cost-table.tsx";
import { Senders } from "./senders.tsx";
import { TelnyxForm } from "./telnyx-form.tsx";
import { TenDlc } from "./ten-dlc.tsx";
import { TollFree } from "./toll-free.tsx";
import { TwilioForm } from "./twilio-form.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, staff } = await requireStaff(request, "view");
  const mayManage = mayDo(staff.role, "manage");
  return {
    senders: await inShop(shopId, (shop) => readSmsSenders(shop, mayManage)),
    draft: await readShop(shopId, draftTollFree),
    tenDlcDraft: await readShop(shopId, draftTenDlc),
    countries: smsCountries().map(({ sources, ...one }) => ({
      ...one,
      sources: sources.map((key) => SOURCES[key]),
    })),
    mayManage,
  };
}

export async function action({ request }: ActionFunctionArgs): Promise<SmsAnswer> {
  const { shopId } = await requireStaff(request, "manage");
  return actOnSms(shopId, await request.formData());
}

export default function TextMessages() {
  const { senders, draft, tenDlcDraft, countries, mayManage } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { revalidate, state } = useRevalidator();
  useToastOf(answer);
  const isWorking = senders.some(({ tenDlc }) => tenDlc?.isWorking);
  usePoll(isWorking, 2 * SECOND, () => state === "idle" && revalidate());
  const shared = { isLocked: !mayManage, answer };
  return (
    <Page
      title="Text messages"
      purpose="Numbers that your shop texts from, what each is for, and what a text costs."
      back={{ title: "Settings", url: "/app/settings" }}
      narrow
    >
      {!mayManage && <Notice tone="info">Only an owner of your Threadline team can change these.</Notice>}
      {answer?.note && (
        <Notice tone="warning" title="One thing is left to do">
          {answer.note}
        </Notice>
      )}
      <Senders senders={senders} {...shared} />
      {senders
        .filter(({ isTollFree }) => isTollFree)
        .map((sender) => (
          <TollFree key={sender.id} sender={sender} draft={draft} {...shared} />
        ))}
      {senders
        .filter(({ isLocal }) => isLocal)
        .map((sender) => (
          <TenDlc key={sender.id} sender={sender} draft={tenDlcDraft} {...shared} />
        ))}
      {mayManage && <TwilioForm hasSenders={senders.length > 0} {...shared} />}
      {mayManage && <TelnyxForm {...shared} />}
      <CostTable senders={senders} countries={countries} {...shared} />
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
