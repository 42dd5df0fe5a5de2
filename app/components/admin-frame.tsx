import { Link } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import type { ReactNode } from "react";
import customerStyles from "./customer.css?url";
import deskStyles from "./desk.css?url";
import inboxStyles from "./inbox.css?url";

interface Props {
  apiKey: string;
  appBridgeUrl: string | null;
  children: ReactNode;
}

export const frameLinks = () =>
  [polarisStyles, deskStyles, inboxStyles, customerStyles].map((href) => ({ rel: "stylesheet", href }));

/** Shopify admin around every page of ours: App Bridge, Polaris, and the app's entries in the admin's navigation. */
export function AdminFrame({ apiKey, appBridgeUrl, children }: Props) {
  const address = appBridgeUrl ? { __APP_BRIDGE_URL: appBridgeUrl } : {};
  return (
    <AppProvider isEmbeddedApp apiKey={apiKey} {...address}>
      <NavMenu>
        <Link to="/app" rel="home">
          Home
        </Link>
        <Link to="/app/inbox">Inbox</Link>
        <Link to="/app/alerts">Delivery alerts</Link>
        <Link to="/app/consent">Consent</Link>
        <Link to="/app/shop-data">Shop data</Link>
        <Link to="/app/problems">Problems</Link>
        <Link to="/app/team">Team</Link>
        <Link to="/app/privacy">Privacy</Link>
        <Link to="/app/settings">Settings</Link>
      </NavMenu>
      {children}
    </AppProvider>
  );
}
