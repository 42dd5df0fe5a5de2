import { Sign } from "./sign.tsx";
import { Tag } from "./tag.tsx";

interface Props {
  contact: { kind: string; value: string; isVerified: boolean; isBad: boolean };
}

const SIGNS: Record<string, "email" | "sms"> = { email: "email", phone: "sms" };

/** One way to reach a customer, and how sure it is that it is theirs. */
export function ContactLine({ contact: { kind, value, isVerified, isBad } }: Props) {
  return (
    <li>
      <Sign name={SIGNS[kind] ?? "person"} label={kind} />
      <span className="tl-value">{value}</span>
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
