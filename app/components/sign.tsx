import { Icon } from "@shopify/polaris";
import {
  AlertTriangleIcon,
  ArrowLeftIcon,
  ChatIcon,
  CheckCircleIcon,
  CheckIcon,
  ClockIcon,
  EmailIcon,
  MobileIcon,
  NoteIcon,
  OrderIcon,
  PersonIcon,
  SendIcon,
  XIcon,
} from "@shopify/polaris-icons";

const SIGNS = {
  alert: AlertTriangleIcon,
  back: ArrowLeftIcon,
  chat: ChatIcon,
  done: CheckCircleIcon,
  check: CheckIcon,
  clock: ClockIcon,
  email: EmailIcon,
  sms: MobileIcon,
  note: NoteIcon,
  order: OrderIcon,
  person: PersonIcon,
  send: SendIcon,
  close: XIcon,
};

export type SignName = keyof typeof SIGNS;

/** A small picture beside words. Where it stands alone, `label` says it. */
export function Sign({ name, label }: { name: SignName; label?: string }) {
  return (
    <span className="tl-sign">
      <Icon source={SIGNS[name]} accessibilityLabel={label} />
    </span>
  );
}
