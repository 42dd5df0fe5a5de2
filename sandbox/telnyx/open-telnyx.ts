import type { Answer, HostCall, Part, Town } from "../town-types.ts";
import { addTelnyxControls, MEDIA_HOST } from "./controls.ts";
import { createMessage } from "./create-message.ts";
import { detailRecord, messageResource } from "./message-resource.ts";
import { failure } from "./failure.ts";
import { openingState } from "./telnyx-state.ts";
import type { TelnyxState } from "./telnyx-types.ts";

const FAULTS = {
  "429": () => failure(429, "10011", "Too many requests"),
  "400": () => failure(422, "40310", "Invalid 'to' address"),
  "500": () => failure(500, "10007", "Unexpected error"),
};

/** Plays api.telnyx.com for messages, its log, its numbers, and the phones at the other end. */
export function openTelnyx(town: Town): Part {
  const state = openingState(town);
  town.answerHost(
    (host) => host === "api.telnyx.com",
    (call) => answer(town, state, call),
    { provider: "telnyx", faultAnswer: (fault) => FAULTS[fault]() },
  );
  town.answerHost(
    (host) => host === MEDIA_HOST,
    (call) => readMedia(state, call),
  );
  addTelnyxControls(town, state);
  town.onReset(() => void Object.assign(state, openingState(town)));
  return {};
}

async function answer(town: Town, state: TelnyxState, call: HostCall): Promise<Answer | undefined> {
  if (call.req.headers.authorization !== `Bearer ${state.account.apiKey}`)
    return failure(401, "10009", "Authentication failed");
  const path = call.url.pathname;
  if (path === "/v2/messages" && call.method === "POST") return createMessage(town, state, call);
  if (call.method !== "GET") return undefined;
  const id = /^\/v2\/messages\/([^/]+)$/.exec(path)?.[1];
  if (id) return fetchMessage(town, state, id);
  if (path === "/v2/detail_records") return searchLog(state, call.url.searchParams);
  return path === "/v2/messaging_phone_numbers" ? listNumbers(state) : undefined;
}

/** Its links carry their own right to be read. */
function readMedia(state: TelnyxState, { url, method }: HostCall): Answer | undefined {
  const kept = method === "GET" ? state.media.get(url.href) : undefined;
  return kept && { status: 200, headers: { "content-type": kept.contentType }, body: kept.bytes };
}

/** Telnyx tells the words of a message for ten days. */
const TOLD_MS = 10 * 24 * 60 * 60_000;

function fetchMessage(town: Town, state: TelnyxState, id: string): Answer {
  const message = state.messages.find((one) => one.id === id);
  return message && Date.parse(message.at) > town.clock.now() - TOLD_MS
    ? { status: 200, body: { data: messageResource(message) } }
    : failure(404, "10005", "Resource not found");
}

function searchLog(state: TelnyxState, query: URLSearchParams): Answer | undefined {
  if (query.get("filter[record_type]") !== "messaging") return undefined;
  const [to, since] = [query.get("filter[cld]"), query.get("filter[created_at][gte]")];
  const size = Math.min(Number(query.get("page[size]") ?? 20), 50);
  const found = state.messages.filter(
    (one) =>
      one.direction === (query.get("filter[direction]") ?? one.direction) &&
      (!to || one.to === to) &&
      (!since || Date.parse(one.at) >= Date.parse(since)),
  );
  const page = Number(query.get("page[number]") ?? 1);
  if (query.get("sort") !== "created_at") found.reverse();
  const meta = {
    page_number: page,
    page_size: size,
    total_pages: Math.ceil(found.length / size),
    total_results: found.length,
  };
  return { status: 200, body: { data: found.slice((page - 1) * size, page * size).map(detailRecord), meta } };
}

const listNumbers = ({ account }: TelnyxState): Answer => ({
  status: 200,
  body: {
    data: account.numbers.map((phone_number, index) => ({
      record_type: "messaging_settings",
      id: String(index + 1),
      phone_number,
      type: "long-code",
      country_code: "US",
    })),
    meta: { page_number: 1, page_size: 20, total_pages: 1, total_results: account.numbers.length },
  },
});
