/** A webhook that proved whose it is, ready to be kept. */
export interface Receipt {
  door: string;
  /** The provider's id of this delivery: a repeat stores nothing. */
  key: string;
  topic: string | null;
  /** The part of the path after the door, or the shop's domain: whose it is, by the provider's own word. */
  address: string | null;
  /** For texts: a keyed hash of who wrote (consent/sender-lock.ts), so that a send can see an unread STOP. */
  senderHash: string | null;
  /** The same of another name that the message vouches for: WhatsApp's people have a number and an id. */
  alsoHash?: string | null;
  headers: Record<string, string>;
  body: Buffer;
}

export interface RawWebhook {
  method: string;
  /** Path and query as the provider signed them, on our public address. */
  url: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** What a door makes of a request, before anything is parsed or written. */
export type Opened =
  | {
      ok: true;
      /** A provider may tell several things at once, each its own receipt with a key of its own. */
      receipts: Receipt[];
    }
  | { ok: false; status: 401 | 403 | 404 };

/** A door verifies the raw bytes and says under which key they are kept. */
export type Door = (webhook: RawWebhook) => Promise<Opened> | Opened;
