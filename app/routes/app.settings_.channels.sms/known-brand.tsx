import type { Approved, Campaign } from "#app/channels/ten-dlc.ts";
import { Pick } from "#app/components/fields.tsx";
import { CampaignFields } from "./campaign-fields.tsx";
import { SmsForm } from "./sms-form.tsx";
import type { SmsAnswer } from "./act.server.ts";

interface Props {
  id: string;
  brands: Approved["brands"];
  campaign: Campaign;
  answer: SmsAnswer | undefined;
}

/** Registers the number under a brand that the networks know already: only its campaign is new. */
export function KnownBrand({ id, brands, campaign, answer }: Props) {
  const options = brands.map(({ sid, name, kind }) => ({
    value: sid,
    label: `${name}, ${KINDS[kind]} (…${sid.slice(-4)})`,
  }));
  return (
    <SmsForm form="ten-dlc-brand" id={id} submit="Register under this brand" answer={answer}>
      <p className="tl-quiet">
        The brand is approved, so the business is not looked at again. Twilio charges its fees for the new
        campaign to your Twilio account.
      </p>
      <Pick name="brandSid" label="Brand" options={options} />
      <CampaignFields campaign={campaign} />
    </SmsForm>
  );
}

const KINDS = { "low-volume": "low volume", standard: "standard", "sole-proprietor": "one person" };
