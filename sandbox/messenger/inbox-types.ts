/** What the town keeps of Pages' and Instagram accounts' messages. Times are town time in ms. */

/** How Messenger and Instagram differ; the rest of the Messenger Platform is one. */
export interface Platform {
  name: "messenger" | "instagram";
  /** `object` of a webhook. */
  object: "page" | "instagram";
  permission: "pages_messaging" | "instagram_business_manage_messages";
  /** Messenger counts characters, Instagram bytes of UTF-8. */
  lengthOf(text: string): number;
  longest: number;
  outsideWindowSubcode: number;
  unknownPersonSubcode: number;
  /** Tells of delivery by ids and of reading by a watermark; Instagram tells only what was read, by id. */
  hasWatermarks: boolean;
  /** Before the number of a message's id. */
  midPrefix: string;
}

/** A Page or Instagram account that a merchant owns. */
export interface Inbox {
  id: string;
  name: string;
  username: string;
  token: string;
  /** Webhook fields that the app has subscribed this account to; none: it hears nothing. */
  fields: string[];
  /** Whether the app may use the human-agent tag: a feature that Meta reviews. */
  mayHumanAgent: boolean;
}

export interface Person {
  id: string;
  firstName: string;
  lastName: string;
  username: string;
  /** Has blocked the account: nothing reaches them. */
  isGone: boolean;
  readsAtOnce: boolean;
}

export interface Button {
  title: string;
  /** Null where the button opens `url`. */
  payload: string | null;
  url: string | null;
}

export interface Attachment {
  type: string;
  url: string | null;
  /** Words and buttons of a template. */
  words: string;
  buttons: Button[];
}

export interface Said {
  mid: string;
  inboxId: string;
  personId: string;
  /** As the person sees it: "out" was written to the shop. */
  direction: "in" | "out";
  text: string;
  attachments: Attachment[];
  quickReplies: { title: string; payload: string }[];
  tag: string | null;
  metadata: string | null;
  /** By the app's API; else by the merchant in the provider's own app, or by the person. */
  isByApp: boolean;
  at: number;
  readAt: number | null;
  isUnsent: boolean;
  reaction: string | null;
}

export interface InboxState {
  inboxes: Map<string, Inbox>;
  people: Map<string, Person>;
  said: Said[];
  /** Pictures that people sent: by address, for an hour. */
  media: Map<string, { bytes: Buffer; contentType: string; until: number }>;
  count: number;
}
