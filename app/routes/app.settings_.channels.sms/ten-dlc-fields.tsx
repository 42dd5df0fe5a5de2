import { useState } from "react";
import { BUSINESS_TYPES, POSITIONS } from "#app/channels/business-kinds.ts";
import type { Approved, Campaign } from "#app/channels/ten-dlc.ts";
import { Pick, TextLine } from "#app/components/fields.tsx";
import { CampaignFields } from "./campaign-fields.tsx";

interface Props {
  known: Record<string, string>;
  campaign: Campaign;
  /** It was given before and is not shown again. */
  hasTaxId: boolean;
  /** Business profiles that Twilio has approved already. */
  profiles: Approved["profiles"];
}

/** What Twilio, the registry and the networks ask of a business, and the texts they review. */
export function TenDlcFields({ known, campaign, hasTaxId, profiles }: Props) {
  const [brand, setBrand] = useState(known.brand ?? "low-volume");
  const isCompany = brand !== "sole-proprietor";
  const line = (name: string, label: string, help?: string) => (
    <TextLine key={name} name={name} label={label} initial={known[name] ?? ""} {...(help && { help })} />
  );
  const pick = (name: string, label: string, options: { value: string; label: string }[]) => (
    <Pick name={name} label={label} options={options} {...(known[name] && { initial: known[name] })} />
  );
  return (
    <>
      <p className="tl-quiet">
        Twilio charges its fees for brand and campaign to your Twilio account: once for each, and monthly for
        the campaign. We never send either twice.
      </p>
      <Pick name="brand" label="Register as" value={brand} onChange={setBrand} options={WAYS} />
      {profiles.length > 0 && (
        <Profiles key={brand} profiles={profiles} isCompany={isCompany} chosen={known.profileSid} />
      )}
      {BUSINESS.map(([name, label]) => line(name, label))}
      {isCompany && (
        <>
          {pick("type", "Kind of business", TYPES)}
          {pick("taxIdKind", "Kind of tax number", TAX_IDS)}
          {line("taxId", "Tax number", hasTaxId ? "Left empty, it stays as it was." : "Kept encrypted.")}
          {line("stockExchange", "Stock exchange, where it is listed")}
          {line("stockTicker", "Ticker symbol, where it is listed")}
        </>
      )}
      {CONTACT.map(([name, label]) => line(name, label))}
      {isCompany && line("title", "Contact's job title")}
      {isCompany && pick("position", "Contact's position", JOBS)}
      {!isCompany && line("mobile", "Your mobile", "Twilio texts it once: answer YES.")}
      {line("primarySid", "Primary profile's SID", "Only where this is a sub-account at Twilio.")}
      <CampaignFields campaign={campaign} />
    </>
  );
}

interface ProfilesProps {
  profiles: Approved["profiles"];
  isCompany: boolean;
  chosen: string | undefined;
}

/** One that is approved need not be looked at again: what is answered below is then for the networks alone. */
function Profiles({ profiles, isCompany, chosen }: ProfilesProps) {
  const fitting = profiles.filter(({ kind }) => isCompany === (kind === "company"));
  const options = [
    ...fitting.map(({ sid, name }) => ({ value: sid, label: `${name} (…${sid.slice(-4)}), approved` })),
    { value: "", label: "A new one, of what is written below" },
  ];
  return (
    <Pick name="profileSid" label="Business profile" options={options} {...(chosen && { initial: chosen })} />
  );
}

const WAYS = [
  { value: "low-volume", label: "Company, up to some 2,000 texts a day" },
  { value: "standard", label: "Company, more than that (vetted, costs more)" },
  { value: "sole-proprietor", label: "One person without a tax number" },
];

const same = (value: string) => ({ value, label: value });
const TYPES = BUSINESS_TYPES.map(same);
const JOBS = POSITIONS.map(same);
const TAX_IDS = [
  { value: "EIN", label: "EIN (United States)" },
  { value: "CBN", label: "CBN (Canada)" },
  { value: "CN", label: "CN (United Kingdom)" },
  { value: "ACN", label: "ACN (Australia)" },
  { value: "CIN", label: "CIN (India)" },
  { value: "VAT", label: "VAT number (Europe)" },
  { value: "Other", label: "Another" },
];

const BUSINESS = [
  ["name", "Legal name, as the tax authority writes it"],
  ["website", "Website"],
  ["street", "Street"],
  ["city", "City"],
  ["region", "State or province"],
  ["postalCode", "Postal code"],
  ["country", "Country (two letters)"],
] as const;

const CONTACT = [
  ["firstName", "Contact's first name"],
  ["lastName", "Contact's last name"],
  ["email", "Contact's email"],
  ["phone", "Contact's phone"],
  ["notify", "Where Twilio writes to about it"],
] as const;
