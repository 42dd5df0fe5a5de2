import type { AccountChannel } from "#app/channels/accounts.ts";
import { AskFirst } from "./ask-first.tsx";

interface Props {
  id: string;
  /** As it is named on the page. */
  name: string;
  channel: AccountChannel;
}

/** Takes a sender out of use, once it was said what stops and what is heard yet: only its owner can bring it back. */
export function Disconnect({ id, name, channel }: Props) {
  return (
    <AskFirst
      act="Disconnect"
      name={name}
      says={STOPS[channel]}
      fields={{ form: "disconnect", id, channel }}
    />
  );
}

const KEPT = "What was said stays in the inbox.";

const STOPS: Record<AccountChannel, string> = {
  sms: `Texts stop at once: none leave by it, no replies, planned ones included, no order news and no offers. For 90 days we still take in what shoppers text to it, so that a STOP counts, and keep the one key that is needed for that; all others are deleted now. The number stays yours at the provider. ${KEPT}`,
  whatsapp: `Messages stop at once: none leave by it, no replies, planned ones included, and no templates. For 90 days we still take in what shoppers write to it, so that a STOP counts. The access token is deleted; the number stays yours at Meta. ${KEPT}`,
  messenger: `Messages to this Page no longer come in here, and no replies leave by it, planned ones included. The access token is deleted; the Page stays yours at Facebook. ${KEPT}`,
  instagram: `Messages to this account no longer come in here, and no replies leave by it, planned ones included. The access token is deleted; the account stays yours at Instagram. ${KEPT}`,
  email: `No replies, codes or order news leave by it, and its mailbox is no longer read. For 90 days we still take in mail that is forwarded to us, so that an unsubscribe counts, and keep the one password that is needed for that; all others and the keys are deleted now. To use it again you enter them anew. ${KEPT}`,
  easypost:
    "Carriers' scans no longer come in from EasyPost. News of deliveries then rests on what Shopify tells alone. The API key is deleted.",
};
