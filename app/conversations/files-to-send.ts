import type { Account, Media } from "#app/channels/channel.ts";
import { countryOfNumber } from "#app/channels/number-country.ts";
import { adapterOf } from "#app/channels/shelf.ts";
import { smsCountry } from "#app/channels/sms-countries.ts";
import type { Reader } from "#app/db.server.ts";
import { isPicture } from "#app/files/file-kinds.ts";
import { fileUrl } from "#app/files/file-url.ts";
import type { Message } from "#app/generated/prisma/client.ts";

export interface SentFile {
  id: string;
  contentType: string;
  bytes: number;
  name: string | null;
}

/** The files that go out with a message, in the order they were attached. */
export const readSentFiles = (shop: Reader, messageId: string): Promise<SentFile[]> => shop.sql<SentFile>`
  select id, "contentType", bytes, name from "File"
  where "shopId" = ${shop.id} and "messageId" = ${messageId} and state = 'kept' order by "createdAt", id`;

/** How long a link in a text opens its file. */
const LINK_DAYS = 30;

/**
 * What the channel carries itself, and links for the rest: a text holds pictures where the carriers there know MMS.
 * The same links whenever it is asked: the provider's log is searched for these very words.
 */
export function shareFiles(
  files: SentFile[],
  { shopId, at, address }: Pick<Message, "shopId" | "at" | "address">,
  account: Account,
): { media: Media[]; links: string[] } {
  const isCarried = carries(account, address ?? "", files);
  return {
    media: files.filter(isCarried).map(({ id, contentType, name }) => ({
      url: fileUrl(shopId, id),
      contentType,
      name,
    })),
    links: files
      .filter((file) => !isCarried(file))
      .map(({ id }) => fileUrl(shopId, id, { days: LINK_DAYS, at })),
  };
}

/** Twilio refuses more than 5 MB in one message. */
const LARGEST_MMS = 5_000_000;

function carries(account: Account, to: string, files: SentFile[]): (file: SentFile) => boolean {
  const { channel, abilities } = adapterOf(account);
  if (channel === "email") return () => true;
  if (!abilities.pictures) return () => false;
  if (channel === "whatsapp")
    return ({ contentType }) => isPicture(contentType) && contentType !== "image/gif";
  if (channel !== "sms") return ({ contentType }) => isPicture(contentType);
  const total = files.reduce((sum, { contentType, bytes }) => sum + (isPicture(contentType) ? bytes : 0), 0);
  const isMms = smsCountry(countryOfNumber(to))?.pictures === "mms" && total <= LARGEST_MMS;
  return ({ contentType }) => isMms && isPicture(contentType);
}
