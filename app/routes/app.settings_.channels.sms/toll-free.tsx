import type { TollFreeAnswers } from "#app/channels/toll-free.ts";
import { Notice } from "#app/components/notice.tsx";
import { Pick, TextLine } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";
import type { SmsSenderView } from "#app/desk/sms-senders.ts";
import { type Shared, SmsForm } from "./sms-form.tsx";

interface Props extends Shared {
  sender: SmsSenderView;
  draft: Partial<TollFreeAnswers>;
}

/**
 * A toll-free number's verification: filled in from the shop, sent to Twilio, and what became of it. What was sent and
 * rejected stands there again, to be mended.
 */
export function TollFree({ sender, draft, isLocked, answer }: Props) {
  const { id, tollFree } = sender;
  const mine = answer?.id === id ? answer : undefined;
  const hasSent = tollFree !== null && Object.keys(tollFree.sent).length > 0;
  const known = hasSent ? tollFree.sent : draft;
  return (
    <Section title={`Verification of ${sender.sender}`}>
      <div className="tl-section-stack">
        <Notice tone={tollFree?.tone ?? "warning"}>
          {tollFree?.say ??
            "Carriers block texts of a toll-free number until Twilio has verified whose it is. Chat and email work meanwhile."}
        </Notice>
        {!isLocked && tollFree?.isOpen && (
          <SmsForm form="toll-free-look" id={id} submit="Ask Twilio how far it is" small answer={mine} />
        )}
        {!isLocked && (!tollFree || tollFree.mayEdit) && (
          <SmsForm form="toll-free" id={id} submit={tollFree ? "Send again" : "Send to Twilio"} answer={mine}>
            {FIELDS.map(([name, label]) => (
              <TextLine
                key={name}
                name={name}
                label={label}
                initial={known[name] ?? ""}
                {...(name === "BusinessRegistrationNumber" && { help: hasSent ? STAYS : "Kept encrypted." })}
              />
            ))}
            <Pick
              name="BusinessType"
              label="Kind of business"
              initial={known.BusinessType ?? "PRIVATE_PROFIT"}
              options={KINDS}
            />
            <Pick
              name="MessageVolume"
              label="Texts a month, at most"
              initial={known.MessageVolume ?? "1,000"}
              options={VOLUMES}
            />
          </SmsForm>
        )}
      </div>
    </Section>
  );
}

const STAYS = "Left empty, it stays as it was.";

const FIELDS: [name: keyof TollFreeAnswers, label: string][] = [
  ["BusinessName", "Legal name of the business"],
  ["BusinessRegistrationNumber", "Registration number (in the United States, the EIN)"],
  ["BusinessRegistrationAuthority", "Registered by (EIN, CBN, CRN, VAT …)"],
  ["BusinessRegistrationCountry", "Registered in (two letters)"],
  ["BusinessWebsite", "Website"],
  ["BusinessStreetAddress", "Street"],
  ["BusinessCity", "City"],
  ["BusinessStateProvinceRegion", "State or province"],
  ["BusinessPostalCode", "Postal code"],
  ["BusinessCountry", "Country (two letters)"],
  ["BusinessContactFirstName", "Contact's first name"],
  ["BusinessContactLastName", "Contact's last name"],
  ["BusinessContactEmail", "Contact's email"],
  ["BusinessContactPhone", "Contact's phone"],
  ["NotificationEmail", "Where Twilio writes to about it"],
  ["OptInImageUrls", "Page or picture where shoppers agree to texts"],
  ["PrivacyPolicyUrl", "Privacy policy"],
  ["TermsAndConditionsUrl", "Terms of service"],
];

const KINDS = [
  { value: "PRIVATE_PROFIT", label: "Private company" },
  { value: "PUBLIC_PROFIT", label: "Public company" },
  { value: "SOLE_PROPRIETOR", label: "Sole proprietor" },
  { value: "NON_PROFIT", label: "Non-profit" },
  { value: "GOVERNMENT", label: "Government" },
];

const VOLUMES = ["10", "100", "1,000", "10,000", "100,000"].map((value) => ({ value, label: value }));
