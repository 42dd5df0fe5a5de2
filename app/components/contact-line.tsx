import { Sign, type SignName } from "./sign.tsx";
import { Tag } from "./tag.tsx";

interface Props {
  contact: { kind: string; value: string; isVerified: boolean; isBad: boolean };
}

interface Shown {
  sign: SignName;
  label: string;
  /** Instead of an id that Meta made up, and that tells staff nothing. */
  words?: string;
}

const SHOWN: Record<string, Shown> = {
  email: { sign: "email", label: "Email" },
  phone: { sign: "sms", label: "Phone" },
  whatsapp: { sign: "whatsapp", label: "WhatsApp" },
  "whatsapp-user": { sign: "whatsapp", label: "WhatsApp", words: "WhatsApp, by name" },
  messenger: { sign: "messenger", label: "Messenger", words: "Messenger" },
  instagram: { sign: "instagram", label: "Instagram", words: "Instagram" },
};

/** One way to reach a customer, and how sure it is that it is theirs. */
export function ContactLine({ contact: { kind, value, isVerified, isBad } }: Props) {
  const { sign, label, words } = SHOWN[kind] ?? { sign: "person", label: kind };
  return (
    <li>
      <Sign name={sign} label={label} />
      <span className="tl-value" title={words && value}>
        {words ?? value}
      </span>
      {isBad ? (
        <Tag tone="bad">Cannot be reached</Tag>
      ) : isVerified ? (
        <Tag tone="good">Theirs</Tag>
      ) : (
        <Tag>From Shopify</Tag>
      )}
    </li>
  );
}
