import { useEffect, useState } from "react";
import type { Approved, Campaign } from "#app/channels/ten-dlc.ts";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Section } from "#app/components/section.tsx";
import type { SmsSenderView } from "#app/desk/sms-senders.ts";
import { type Shared, SmsForm } from "./sms-form.tsx";
import type { SmsAnswer } from "./act.server.ts";
import { KnownBrand } from "./known-brand.tsx";
import { TenDlcFields } from "./ten-dlc-fields.tsx";

interface Props extends Shared {
  sender: SmsSenderView;
  draft: { business: Record<string, string>; campaign: Campaign };
}

/** A local number's registration in the United States: filled in from the shop, and how far it is. */
export function TenDlc({ sender, draft, isLocked, answer }: Props) {
  const { id, tenDlc, name } = sender;
  const [isAsked, setIsAsked] = useState(false);
  const mine = answer?.id === id ? answer : undefined;
  const mayFill = !isLocked && (tenDlc ? tenDlc.mayEdit : true);
  const chosen = tenDlc?.answers.brand === "known" ? tenDlc.answers : null;
  const approved = useApproved(mine);
  const brands = approved?.brands.length ? approved.brands : chosen ? [brandOf(chosen)] : [];
  const hasProfilesAlone = approved !== undefined && brands.length === 0;
  const isOpen =
    mayFill && (isAsked || (tenDlc?.mayEdit && !chosen) || hasProfilesAlone || mine?.form === "ten-dlc");
  const campaign = tenDlc?.campaign ?? draft.campaign;
  return (
    <Section title={`Registration of ${name ?? sender.sender} in the United States`}>
      <div className="tl-section-stack">
        <Notice tone={tenDlc?.tone ?? "warning"}>{tenDlc?.say ?? UNKNOWN}</Notice>
        {!isLocked && tenDlc?.isOpen && (
          <SmsForm form="ten-dlc-look" id={id} submit="Ask Twilio how far it is" small answer={mine} />
        )}
        {!isLocked && tenDlc?.isProving && (
          <SmsForm form="ten-dlc-prove" id={id} submit="Text the phone again" small answer={mine} />
        )}
        {mayFill && !approved && (
          <SmsForm
            form="ten-dlc-approved"
            id={id}
            submit="Use what Twilio has approved before"
            small
            answer={mine}
          />
        )}
        {mayFill && !isOpen && brands.length > 0 && (
          <KnownBrand id={id} brands={brands} campaign={campaign} answer={mine} />
        )}
        {mayFill && !isOpen && (
          <div className="tl-form-foot">
            <Button small onClick={() => setIsAsked(true)}>
              {brands.length > 0 ? "Register the business anew" : "Register this number"}
            </Button>
          </div>
        )}
        {isOpen && (
          <SmsForm form="ten-dlc" id={id} submit={tenDlc ? "Send again" : "Send to Twilio"} answer={mine}>
            <TenDlcFields
              known={tenDlc && !chosen ? tenDlc.answers : draft.business}
              campaign={campaign}
              hasTaxId={tenDlc !== null && !chosen}
              profiles={approved?.profiles ?? []}
            />
          </SmsForm>
        )}
      </div>
    </Section>
  );
}

/** What was found stays to be chosen from, whatever is answered next. */
function useApproved(answer: SmsAnswer | undefined): Approved | undefined {
  const [found, setFound] = useState<Approved>();
  const told = answer?.approved;
  useEffect(() => {
    if (told) setFound(told);
  }, [told]);
  return told ?? found;
}

/** Rejected under this brand: its campaign is mended. */
const brandOf = ({ sid = "", name = "", kind }: Record<string, string>): Approved["brands"][number] => ({
  ...{ sid, name, kind: kind as Approved["brands"][number]["kind"] },
});

const UNKNOWN =
  "Networks in the United States block texts of a local number until it is registered with them (A2P 10DLC). Where it was registered in Twilio's console, there is nothing to do. Chat and email work meanwhile.";
