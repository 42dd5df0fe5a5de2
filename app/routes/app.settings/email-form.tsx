import { Link } from "@remix-run/react";
import { TextLine } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";
import type { ChannelView } from "#app/desk/channels.ts";
import { Connected } from "./connected.tsx";
import { SettingsForm, type Shared } from "./settings-form.tsx";

export function EmailForm({ accounts, ...shared }: Shared & { accounts: ChannelView[] }) {
  return (
    <div id="email">
      <Section title="Email">
        <Connected accounts={accounts} isLocked={shared.isLocked} />
        {accounts.length > 0 && (
          <p>
            <Link to="/app/settings/channels/email">Your domain, and mail that comes in</Link>
          </p>
        )}
        {!shared.isLocked && (
          <SettingsForm
            form="email"
            submit={accounts.length ? "Connect another sender" : "Connect"}
            {...shared}
          >
            <p className="tl-quiet">
              Codes and replies leave by your own mail server. We log in there once before anything is kept.
            </p>
            <TextLine label="Sender" name="sender" type="email" placeholder="help@your-shop.com" />
            <div className="tl-pair">
              <TextLine label="Mail server" name="host" placeholder="smtp.your-shop.com" />
              <TextLine label="Port" name="port" initial="465" />
            </div>
            <TextLine label="User" name="user" />
            <TextLine label="Password" name="password" type="password" />
          </SettingsForm>
        )}
      </Section>
    </div>
  );
}
