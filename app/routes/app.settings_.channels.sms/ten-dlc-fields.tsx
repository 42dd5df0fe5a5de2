import { useState } from "react";
import { BUSINESS_TYPES, POSITIONS } from "#app/channels/business-kinds.ts";
import type { Campaign } from "#app/channels/ten-dlc.ts";
import { Pick, TextLine } from "#app/components/fields.tsx";
import { TextBlock } from "#app/components/text-block.tsx";

interface Props {
  known: Record<string, string>;
  campaign: Campaign;
  /** It was given before and is not shown again. */
  hasTaxId: boolean;
}

/** What Twilio, the registry and the networks ask of a business, and the texts they review. */
export function TenDlcFields({ known, campaign, hasTaxId }: Props) {
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
      <Words name="description" label="What you text" initial={campaign.description} />
      <Words name="flow" label="How shoppers agree" initial={campaign.flow} lines={8} />
      {campaign.samples.map((sample, index) => (
        <Words
          key={sample}
          name={`sample${index + 1}`}
          label={`Example ${index + 1}`}
          initial={sample}
          lines={3}
        />
      ))}
    </>
  );
}

function Words({ initial, ...rest }: { name: string; label: string; initial: string; lines?: number }) {
  const [value, setValue] = useState(initial);
  return <TextBlock {...rest} value={value} onChange={setValue} />;
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
