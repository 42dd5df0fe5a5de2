import type { Answer, HostCall, Town } from "../town-types.ts";
import type { Account, Media, Message, SmsState } from "./sms-types.ts";

/** Where `api.twilio.com/…/Media/<sid>` leads: a store that knows nobody, and refuses whoever says who they are. */
export const MEDIA_HOST = "mms.twiliocdn.com";

/** What phones sent stands at Twilio's store, and its own address leads there, or to where a test has it lead. */
export function leadToMedia(state: SmsState, { account }: Message, media: Media): Answer {
  const location = state.mediaLeadsTo ?? `https://${MEDIA_HOST}/${account}/${media.sid}`;
  return { status: 307, headers: { location } };
}

export function answerMediaHost(state: SmsState, { url, req }: HostCall): Answer | undefined {
  if (req.headers.authorization) return { status: 400, body: "Only one auth mechanism allowed" };
  const [, account, sid] = url.pathname.split("/");
  const found = state.messages
    .filter((message) => message.account === account)
    .flatMap(({ media }) => media)
    .find((media) => media.sid === sid);
  if (!found?.bytes) return { status: 404, body: "no such media" };
  return { status: 200, headers: { "content-type": found.contentType }, body: found.bytes };
}

const MOST_BYTES = 5_000_000;
const PATIENCE_MS = 15_000;

/**
 * Fetches what the app gave addresses of, by HEAD and GET as Twilio does, before the message is sent. Returns the code
 * that it fails with (11200: not to be had; 12300: of another type than said; 30019: too large), or null.
 */
export async function fetchGiven(town: Town, account: Account, message: Message): Promise<number | null> {
  let size = 0;
  for (const media of message.media.filter(({ bytes }) => !bytes)) {
    const fetched = await fetchOne(town, media.url);
    if (!fetched) return 11200;
    if (fetched.headType !== fetched.contentType) return 12300;
    size += fetched.bytes.length;
    if (size > MOST_BYTES) return 30019;
    const url = `https://api.twilio.com/2010-04-01/Accounts/${account.sid}/Messages/${message.sid}/Media/${media.sid}`;
    Object.assign(media, { bytes: fetched.bytes, contentType: fetched.contentType, url });
  }
  return null;
}

async function fetchOne(town: Town, url: string) {
  const asked = { headers: { "user-agent": "TwilioProxy/1.1" }, signal: AbortSignal.timeout(PATIENCE_MS) };
  try {
    const head = await fetch(url, { ...asked, method: "HEAD" });
    const answer = await fetch(url, asked);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const contentType = answer.headers.get("content-type") ?? "";
    town.announce({ kind: "sms-media", status: answer.status, contentType, bytes: bytes.length });
    return answer.ok ? { bytes, contentType, headType: head.headers.get("content-type") ?? "" } : null;
  } catch {
    return null; // nobody there: Twilio says 11200 as well
  }
}
