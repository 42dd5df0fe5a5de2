import type { Channel } from "#app/channels/channel.ts";
import { isPicture } from "#app/files/file-kinds.ts";

/** What decides which files a channel carries itself; the rest go as links. */
export interface Carrying {
  channel: Channel;
  /** The account's provider takes pictures at all. */
  pictures: boolean;
  /** Of a text: the carriers there know MMS. */
  mms: boolean;
}

/** Twilio refuses more than 5 MB in one message. */
const LARGEST_MMS = 5_000_000;

interface Weighed {
  contentType: string;
  bytes: number;
}

/** Those of a message's files that the channel carries itself. Pure: the screen says it beforehand. */
export function carriedFiles<F extends Weighed>(
  files: readonly F[],
  { channel, pictures, mms }: Carrying,
): F[] {
  if (channel === "chat" || channel === "email") return [...files];
  if (!pictures) return [];
  const shown = files.filter(({ contentType }) => isPicture(contentType));
  if (channel === "whatsapp") return shown.filter(({ contentType }) => contentType !== "image/gif");
  if (channel !== "sms") return shown;
  const total = shown.reduce((sum, { bytes }) => sum + bytes, 0);
  return mms && total <= LARGEST_MMS ? shown : [];
}
