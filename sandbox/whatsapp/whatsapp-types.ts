/** What the town's WhatsApp keeps. Times are town time in ms. */
export interface Waba {
  id: string;
  name: string;
  /** Shared by all accounts of one portfolio: how many people a day may be written to first. */
  portfolio: string;
  /** Webhooks are sent for accounts that an app has subscribed to. */
  isSubscribed: boolean;
}

export interface BusinessNumber {
  id: string;
  wabaId: string;
  /** Digits alone. */
  display: string;
  name: string;
  quality: "GREEN" | "YELLOW" | "RED" | "UNKNOWN";
  perSecond: number;
  /** The merchant's own WhatsApp Business app is on this number too. */
  isOnApp: boolean;
  isRegistered: boolean;
}

export interface Person {
  waId: string;
  /** The id that this business knows the person by, whatever their number. */
  userId: string;
  name: string;
  /** Uses a name in place of the number: webhooks carry the business-scoped id alone. */
  isHidden: boolean;
  isOnWhatsApp: boolean;
  marketing: "resume" | "stop";
  /** Has had all the marketing that Meta lets through to one person now. */
  isSated: boolean;
  fate: Fate;
}

export type Step = "sent" | "delivered" | "read";

/** How messages to somebody go on; `error` ends them instead. */
export interface Fate {
  steps: Step[];
  error: StatusError | null;
  stepMs: number;
}

export interface StatusError {
  code: number;
  title: string;
  details: string;
}

/** What a message says, as its reader sees it. */
export interface Said {
  type: string;
  body: string;
  header: string;
  footer: string;
  choices: { id: string; title: string; description: string }[];
  /** What opens a list. */
  button: string;
  media: { url: string; contentType: string; name: string }[];
  template: string | null;
}

/** What a send request asks for. */
export interface Outbound {
  said: Said;
  template: Template | null;
}

export interface WhatsAppMessage extends Said {
  id: string;
  numberId: string;
  person: string;
  direction: "in" | "out";
  /** "said in the merchant's app" is an echo. */
  isEcho: boolean;
  opaque: string | null;
  category: "service" | "marketing" | "utility" | "authentication";
  status: "accepted" | Step | "failed" | "received";
  error: StatusError | null;
  replyTo: string | null;
  at: number;
}

export interface Media {
  id: string;
  numberId: string;
  contentType: string;
  bytes: Buffer;
  /** The address opens for five minutes after it was asked for. */
  openUntil: number;
}

export interface Template {
  id: string;
  wabaId: string;
  name: string;
  language: string;
  category: "MARKETING" | "UTILITY" | "AUTHENTICATION";
  status: "PENDING" | "APPROVED" | "REJECTED" | "PAUSED" | "DISABLED";
  quality: "GREEN" | "YELLOW" | "RED" | "UNKNOWN";
  rejection: string;
  /** Whether its variables have numbers or names. */
  format: "POSITIONAL" | "NAMED";
  components: TemplateComponent[];
}

export interface TemplateComponent {
  type: "HEADER" | "BODY" | "FOOTER" | "BUTTONS";
  format?: string;
  text?: string;
  buttons?: { type: string; text: string; url?: string }[];
  example?: { header_handle?: string[] };
}

export interface WhatsAppState {
  wabas: Map<string, Waba>;
  numbers: Map<string, BusinessNumber>;
  people: Map<string, Person>;
  messages: WhatsAppMessage[];
  /** How many ids were given to messages. */
  named: number;
  media: Map<string, Media>;
  templates: Map<string, Template>;
  /** `<number id> <wa id>`: when they last wrote. */
  lastHeard: Map<string, number>;
  /** `<number id> <wa id>`: what is left of the pair's bucket. */
  pairs: Map<string, { left: number; at: number }>;
  /** Number id → when it was sent from, the last second. */
  sends: Map<string, number[]>;
  /** Portfolio → person → when business wrote first. */
  opened: Map<string, Map<string, number>>;
  portfolioLimit: number;
}
