import type { Answer } from "../town-types.ts";
import { notFound } from "./errors.ts";
import { messageResource, rfc2822 } from "./message-resource.ts";
import { leadToMedia } from "./media.ts";
import type { Account, Message, SmsState } from "./sms-types.ts";

/** `GET …/Messages/<sid>.json` */
export function fetchMessage(state: SmsState, account: Account, sid: string, path: string): Answer {
  const message = state.bySid.get(sid);
  if (!message || message.account !== account.sid) return notFound(path);
  return { status: 200, body: messageResource(message) };
}

const USUAL_PAGE = 50;
const LARGEST_PAGE = 1000;

/** `GET …/Messages.json`: newest first, filtered by To, From and DateSent (`DateSent`, `DateSent>`, `DateSent<`). */
export function listMessages(state: SmsState, account: Account, url: URL): Answer {
  const query = url.searchParams;
  const size = Math.min(Math.max(1, Number(query.get("PageSize") ?? USUAL_PAGE)), LARGEST_PAGE);
  const page = Math.max(0, Number(query.get("Page") ?? 0));
  const all = state.messages
    .filter((message) => message.account === account.sid && fits(message, query))
    .reverse();
  const shown = all.slice(page * size, (page + 1) * size);
  const pageUri = (number: number) => {
    const there = new URLSearchParams(query);
    there.set("PageSize", String(size));
    there.set("Page", String(number));
    return `${url.pathname}?${there}`;
  };
  return {
    status: 200,
    body: {
      end: page * size + Math.max(0, shown.length - 1),
      first_page_uri: pageUri(0),
      messages: shown.map(messageResource),
      next_page_uri: all.length > (page + 1) * size ? pageUri(page + 1) : null,
      page,
      page_size: size,
      previous_page_uri: page > 0 ? pageUri(page - 1) : null,
      start: page * size,
      uri: `${url.pathname}${url.search}`,
    },
  };
}

function fits(message: Message, query: URLSearchParams): boolean {
  const to = query.get("To");
  const from = query.get("From");
  if (to && message.to !== to) return false;
  if (from && message.from !== from) return false;
  const sent = message.sentAt ?? message.createdAt;
  const day = query.get("DateSent");
  if (day && new Date(sent).toISOString().slice(0, 10) !== day.slice(0, 10)) return false;
  const after = query.get("DateSent>");
  if (after && sent < Date.parse(after)) return false;
  const before = query.get("DateSent<");
  return !before || sent <= endOf(before);
}

/** A bare day reaches to its last moment. */
function endOf(date: string): number {
  return Date.parse(date) + (/^\d{4}-\d\d-\d\d$/.test(date) ? 86_399_999 : 0);
}

/** `GET …/Messages/<sid>/Media.json` and `…/Media/<sid>[.json]`; without .json the picture itself. */
export function readMedia(
  state: SmsState,
  account: Account,
  sid: string,
  mediaSid: string | null,
  path: string,
): Answer {
  const message = state.bySid.get(sid);
  if (!message || message.account !== account.sid) return notFound(path);
  const resources = message.media.map((media) => ({
    sid: media.sid,
    account_sid: account.sid,
    parent_sid: sid,
    content_type: media.contentType,
    date_created: rfc2822(message.createdAt),
    date_updated: rfc2822(message.updatedAt),
    uri: `/2010-04-01/Accounts/${account.sid}/Messages/${sid}/Media/${media.sid}.json`,
  }));
  if (mediaSid === null)
    return { status: 200, body: { media_list: resources, page: 0, page_size: USUAL_PAGE } };
  const index = message.media.findIndex((media) => media.sid === mediaSid);
  const media = message.media[index];
  if (!media) return notFound(path);
  if (path.endsWith(".json")) return { status: 200, body: resources[index] };
  if (!media.bytes) return { status: 307, headers: { location: media.url } };
  return leadToMedia(state, message, media);
}
