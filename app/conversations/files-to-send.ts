import type { Account, Media } from "#app/channels/channel.ts";
import { countryOfNumber } from "#app/channels/number-country.ts";
import { type Carrying, carriedFiles } from "#app/channels/carried-files.ts";
import { adapterOf } from "#app/channels/shelf.ts";
import { smsCountry } from "#app/channels/sms-countries.ts";
import type { Reader } from "#app/db.server.ts";
import { fileUrl } from "#app/files/file-url.ts";
import { readFile } from "#app/files/read-file.ts";
import type { Message } from "#app/generated/prisma/client.ts";

export interface SentFile {
  id: string;
  contentType: string;
  bytes: number;
  name: string | null;
}

/** The files that go out with these messages, by message, in the order they were attached. */
export async function readSentFiles(shop: Reader, messageIds: string[]): Promise<Map<string, SentFile[]>> {
  const rows = await shop.sql<SentFile & { messageId: string }>`
    select "messageId", id, "contentType", bytes, name from "File"
    where "shopId" = ${shop.id} and "messageId" = any(${messageIds}) and state = 'kept' order by "createdAt", id`;
  const files = new Map<string, SentFile[]>();
  for (const { messageId, ...file } of rows) files.set(messageId, [...(files.get(messageId) ?? []), file]);
  return files;
}

/** Of files that are to go out, those that the channel carries itself and those that go as links. */
export async function sortFiles(
  shop: Reader,
  files: { id: string }[],
  carrying: Carrying,
): Promise<{ carried: { id: string }[]; linked: { id: string }[] }> {
  if (!files.length) return { carried: [], linked: [] };
  const rows = await shop.sql<Pick<SentFile, "id" | "contentType" | "bytes">>`
    select id, "contentType", bytes from "File"
    where "shopId" = ${shop.id} and id = any(${files.map(({ id }) => id)})`;
  const carried = carriedFiles(rows, carrying);
  return { carried, linked: rows.filter((row) => !carried.includes(row)) };
}

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
  const carried = new Set(carriedFiles(files, carryingOf(account, address ?? "")));
  return {
    media: files
      .filter((file) => carried.has(file))
      .map(({ id, contentType, name }) => ({
        url: fileUrl(shopId, id),
        contentType,
        name,
        read: async () => (await readFile(shopId, id))?.bytes ?? null,
      })),
    links: files
      .filter((file) => !carried.has(file))
      .map(({ id }) => fileUrl(shopId, id, { days: LINK_DAYS, at })),
  };
}

/** How long the link to a file is that a text cannot carry. */
export const linkLength = (shopId: string, at: Date): number =>
  fileUrl(shopId, shopId, { days: LINK_DAYS, at }).length;

/** What this account carries of files to this address. */
export function carryingOf(account: Pick<Account, "provider">, to: string): Carrying {
  const { channel, abilities } = adapterOf(account);
  const mms = channel === "sms" && smsCountry(countryOfNumber(to))?.pictures === "mms";
  return { channel, pictures: abilities.pictures, mms };
}
