import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ALERT_NAMES } from "#app/components/alert-words.ts";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { useToastOf } from "#app/components/toast.ts";
import { inShop } from "#app/db.server.ts";
import { readChannels } from "#app/desk/channels.ts";
import { ALERT_RULES, type AlertKind, isAlertKind } from "#app/orders/alerts/alert-kind.ts";
import { readAlertSettings } from "#app/orders/alerts/alert-settings.ts";
import { readAlertWords } from "#app/orders/alerts/alert-words.ts";
import { previewAlert } from "#app/orders/alerts/preview-alert.ts";
import { noticesUrl, SHOPIFY_NOTICES } from "#app/orders/alerts/shopify-notices.ts";
import { readCoverage } from "#app/orders/tracking/carrier-coverage.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { mayDo } from "#app/shop/role.ts";
import { readSettings } from "#app/shop/settings.ts";
import { languageOf } from "#app/words/say.ts";
import { type AlertAnswer, actOnAlert } from "./act.server.ts";
import { Before } from "./before.tsx";
import { Switch } from "./switch.tsx";
import { Words } from "./words.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, shop: row, staff } = await requireStaff(request, "view");
  const kind = requireKind(params.kind);
  const wanted = new URL(request.url).searchParams.get("language");
  return inShop(shopId, async (shop) => {
    const { languages } = await readSettings(shop);
    const language = languageOf(wanted ?? languages[0] ?? "en");
    const { channels, notAtNight } = (await readAlertSettings(shop))[kind];
    const words = await readAlertWords(shop, kind, language);
    const coverage = ALERT_RULES[kind].needsScans ? await readCoverage(shop) : null;
    return {
      kind,
      language,
      setting: { channels, notAtNight },
      words,
      preview: await previewAlert(shop, { kind, locale: language, subject: words.subject, text: words.text }),
      notices: { names: SHOPIFY_NOTICES[kind], url: noticesUrl(row.domain) },
      coverage: coverage && { ...coverage, at: coverage.at.toISOString() },
      needsScans: ALERT_RULES[kind].needsScans,
      hasSms: (await readChannels(shop)).some(({ channel }) => channel === "sms"),
      mayManage: mayDo(staff.role, "manage"),
    };
  });
}

export async function action({ request, params }: ActionFunctionArgs): Promise<AlertAnswer> {
  const { shopId } = await requireStaff(request, "manage");
  return actOnAlert(shopId, requireKind(params.kind), await request.formData());
}

function requireKind(text: string | undefined): AlertKind {
  if (!isAlertKind(text)) throw new Response("There is no such alert.", { status: 404 });
  return text;
}

export default function Alert() {
  const { kind, language, setting, words, preview, notices, coverage, needsScans, hasSms, mayManage } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  useToastOf(answer);
  const isLocked = !mayManage;
  return (
    <Page
      title={ALERT_NAMES[kind].name}
      purpose={`${ALERT_NAMES[kind].when}.`}
      back={{ title: "All alerts", url: "/app/alerts" }}
    >
      {isLocked && <Notice tone="info">Only an owner of your Threadline team can change this.</Notice>}
      <Before notices={notices} coverage={coverage} needsScans={needsScans} />
      <Switch setting={setting} hasSms={hasSms} isLocked={isLocked} answer={answer} />
      <Words
        key={`${language} ${words.isOwn} ${words.text}`}
        kind={kind}
        language={language}
        words={words}
        preview={preview}
        isLocked={isLocked}
        answer={answer}
      />
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
