import { Icon } from "@shopify/polaris";
import {
  AlertTriangleIcon,
  ArrowLeftIcon,
  AttachmentIcon,
  CartIcon,
  ChatIcon,
  CheckCircleIcon,
  CheckIcon,
  ClockIcon,
  DeliveryIcon,
  EditIcon,
  EmailIcon,
  LogoFacebookIcon,
  LogoInstagramIcon,
  MergeIcon,
  MobileIcon,
  NoteIcon,
  OrderIcon,
  PersonIcon,
  PhoneIcon,
  ReturnIcon,
  SendIcon,
  ShieldCheckMarkIcon,
  XIcon,
} from "@shopify/polaris-icons";

const SIGNS = {
  alert: AlertTriangleIcon,
  attach: AttachmentIcon,
  back: ArrowLeftIcon,
  chat: ChatIcon,
  done: CheckCircleIcon,
  check: CheckIcon,
  clock: ClockIcon,
  email: EmailIcon,
  sms: MobileIcon,
  whatsapp: PhoneIcon,
  messenger: LogoFacebookIcon,
  instagram: LogoInstagramIcon,
  note: NoteIcon,
  order: OrderIcon,
  person: PersonIcon,
  cart: CartIcon,
  parcel: DeliveryIcon,
  edit: EditIcon,
  merge: MergeIcon,
  return: ReturnIcon,
  consent: ShieldCheckMarkIcon,
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
