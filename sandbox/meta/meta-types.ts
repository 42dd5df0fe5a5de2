/** What Meta's part of the town offers to WhatsApp, Messenger and Instagram, which stand beside it. */
import type { Answer, HostCall, Town } from "../town-types.ts";

/** The app as it is registered with Meta. */
export interface MetaApp {
  id: string;
  secret: string;
  verifyToken: string;
}

/** An access token: what it may ask for, and the ids (numbers, pages, accounts) that it opens. */
export interface Token {
  token: string;
  kind: "user" | "page" | "system" | "instagram";
  ids: string[];
  scopes: string[];
  /** Town time in ms; null for one that never ends. */
  expiresAt: number | null;
  isRevoked: boolean;
}

/** A call of the Graph API, its path taken apart: `/v23.0/<id>/<edge…>`. */
export interface GraphCall extends HostCall {
  version: string;
  id: string;
  edge: string[];
  /** Query and body as one; of a multipart body nothing. */
  fields: Record<string, unknown>;
  token: Token;
}

export type GraphHandler = (call: GraphCall) => Answer | undefined | Promise<Answer | undefined>;

/** One webhook and how the app took it. */
export interface PostedWebhook {
  id: string;
  object: string;
  /** The account it is about: WhatsApp Business account, page or Instagram account. */
  owner: string;
  /** The very bytes, as they were signed. */
  body: string;
  outcome: "waiting" | "delivered" | "retrying" | "lost" | "dropped" | "held";
  attempts: { at: string; status: number | null; error: string | null }[];
}

export interface WebhookOrder {
  object: "whatsapp_business_account" | "page" | "instagram";
  owner: string;
  entry: object[];
  /** Signed with another secret, for tests of refusal. */
  forged?: boolean;
}

export interface Meta {
  town: Town;
  app: MetaApp;
  /** Calls about ids that `owns` says yes to; the first part that owns the id answers. */
  answerGraph(owns: (id: string) => boolean, handler: GraphHandler): void;
  /** A token that opens these ids from now on. */
  grant(token: Partial<Token> & Pick<Token, "ids" | "kind">): Token;
  /** What WhatsApp's sign-up grants, which shares a window with Facebook's sign-in; set by the part that plays it. */
  grantSignUp: (() => Token) | null;
  /** A code that a merchant's sign-up ends with: once for a token, within ten minutes. */
  grantCode(token: Token): string;
  tokens: Map<string, Token>;
  codes: Map<string, { token: Token; until: number }>;
  /** Signs and posts to the app's `/webhooks/meta`, with Meta's retries; resolves with the first attempt. */
  tell(order: WebhookOrder): Promise<PostedWebhook>;
  posted: PostedWebhook[];
  /** Ids in the manner of Meta; the same in every run of one seed and opening time. */
  nextId(kind: string): string;
  owners: { owns: (id: string) => boolean; handler: GraphHandler }[];
}
