import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ChildFault } from "#app/components/child-fault.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { readShop } from "#app/db.server.ts";
import { ALERT_KINDS } from "#app/orders/alerts/alert-kind.ts";
import { readAlertSettings } from "#app/orders/alerts/alert-settings.ts";
import { countAlerts, readRecentAlerts } from "#app/orders/alerts/recent-alerts.ts";
import { readCoverage } from "#app/orders/tracking/carrier-coverage.ts";
import { requireStaff } from "#app/shop/require-staff.server.ts";
import { Carriers } from "./carriers.tsx";
import { Kinds } from "./kinds.tsx";
import { Recent } from "./recent.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await requireStaff(request, "view");
  return readShop(shopId, async (shop) => {
    const settings = await readAlertSettings(shop);
    const counts = await countAlerts(shop);
    const kinds = ALERT_KINDS.map((kind) => {
      const { sent = 0, withheld = 0 } = counts.find((count) => count.kind === kind) ?? {};
      return { kind, channels: settings[kind].channels, sent, withheld };
    });
    const coverage = await readCoverage(shop);
    return {
      kinds,
      coverage: coverage && { ...coverage, at: coverage.at.toISOString() },
      recent: await readRecentAlerts(shop),
    };
  });
}

export default function Alerts() {
  const { kinds, coverage, recent } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Delivery alerts"
      purpose="Tell shoppers about their parcels before they ask: once, within a minute, by text, mail or chat."
    >
      {kinds.every(({ channels }) => channels.length === 0) && (
        <Notice tone="info" title="No alert is on yet">
          <p>Choose one below. You see how it reads with a parcel of yours before anything is sent.</p>
        </Notice>
      )}
      <Kinds kinds={kinds} />
      <Carriers coverage={coverage} />
      <Recent alerts={recent} />
    </Page>
  );
}

export { ChildFault as ErrorBoundary };
