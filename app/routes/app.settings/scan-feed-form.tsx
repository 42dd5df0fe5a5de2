import { TextLine } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";
import type { ChannelView } from "#app/desk/channels.ts";
import { Connected } from "./connected.tsx";
import { SettingsForm, type Shared } from "./settings-form.tsx";

/** Where scans come from for carriers that send Shopify none. */
export function ScanFeedForm({ accounts, ...shared }: Shared & { accounts: ChannelView[] }) {
  return (
    <div id="scans">
      <Section title="Carrier scans">
        <Connected accounts={accounts} isLocked={shared.isLocked} />
        {!shared.isLocked && !accounts.length && (
          <SettingsForm form="easypost" submit="Connect EasyPost" {...shared}>
            <p className="tl-quiet">
              Some carriers send Shopify no scans. With your own EasyPost account, Threadline has EasyPost
              follow your parcels and hears of every scan. EasyPost charges you by the parcel. We ask EasyPost
              whether the key fits before anything is kept; it is stored encrypted.
            </p>
            <TextLine label="EasyPost API key" name="apiKey" type="password" />
          </SettingsForm>
        )}
      </Section>
    </div>
  );
}
