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
  StatusIcon,
  XIcon,
} from "@shopify/polaris-icons";

const SYMBOLS = {
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
  todo: StatusIcon,
  close: XIcon,
};

export type SymbolName = keyof typeof SYMBOLS;

/** A small picture beside words. Where it stands alone, `label` says it. */
export function Symbol({ name, label }: { name: SymbolName; label?: string }) {
  return (
    <span className="tl-symbol">
      <Icon source={SYMBOLS[name]} accessibilityLabel={label} />
    </span>
  );
}
