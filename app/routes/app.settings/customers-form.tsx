import { TextLine, Tick } from "#app/components/fields.tsx";
import { MergesAtShopify } from "#app/components/merges-at-shopify.tsx";
import { Section } from "#app/components/section.tsx";
import { SettingsForm, type Shared } from "./settings-form.tsx";

interface Props extends Shared {
  settings: { staffMayNote: boolean; staffMayTag: boolean; loyaltyFields: string[] };
  followsMerges: boolean;
}

export function CustomersForm({ settings, followsMerges, ...shared }: Props) {
  return (
    <Section title="Customers">
      <SettingsForm form="customers" submit="Save customers" {...shared}>
        <Tick
          label="Your team may change a customer's note"
          name="staffMayNote"
          initial={settings.staffMayNote}
          isDisabled={shared.isLocked}
          help="The change goes to Shopify, where everybody who works there sees it. Who changed what stands on the customer's page."
        />
        <Tick
          label="Your team may change a customer's tags"
          name="staffMayTag"
          initial={settings.staffMayTag}
          isDisabled={shared.isLocked}
          help="Other apps and automations of yours may act on tags."
        />
        <TextLine
          label="Loyalty metafields"
          name="loyaltyFields"
          initial={settings.loyaltyFields.join(", ")}
          isDisabled={shared.isLocked}
          help="Customer metafields to show beside a conversation, e.g. loyalty.points, loyalty.tier. Empty: none."
        />
      </SettingsForm>
      {!followsMerges && <MergesAtShopify mayAsk={!shared.isLocked} />}
    </Section>
  );
}
