import { z } from "zod";
import type { Account } from "#app/channels/channel.ts";
import type { Rejection } from "#app/channels/ten-dlc.ts";
import { askTwilio, sayTwilioFault, type TwilioAnswer } from "#app/channels/twilio-api.server.ts";

/**
 * What came of a request: `refused` is Twilio's own no, in its words; `later` is everything that says nothing of what
 * was asked, so that it may have been done all the same.
 */
export type Rested<T> =
  | { as: "ok"; body: T }
  | { as: "refused"; rejections: Rejection[] }
  | { as: "later"; say: string };

type Form = Record<string, string | string[]>;

/** One of Twilio's newer APIs, read by its shape. A form is posted, no form is read. */
export async function rest<T>(
  account: Account,
  url: string,
  shape: z.ZodType<T>,
  form?: Form,
): Promise<Rested<T>> {
  const answer = await askTwilio(account, url, form && { method: "POST", body: bodyOf(form) });
  if (answer.ok && answer.status < 300) {
    const read = shape.safeParse(answer.body);
    return read.success
      ? { as: "ok", body: read.data }
      : { as: "later", say: "Twilio's answer could not be read." };
  }
  return failed(answer);
}

/** Every item of a list, page by page, up to 20 pages of the most that one may hold. */
export async function restList<T>(
  account: Account,
  url: string,
  { key, item }: { key: string; item: z.ZodType<T> },
): Promise<Rested<T[]>> {
  const shape = z.intersection(z.looseObject({ [key]: z.array(item) }), Paged);
  const all: T[] = [];
  let next: string | null = url + (url.includes("?") ? "&" : "?") + MOST;
  for (let page = 0; next && page < 20; page++) {
    const answer: Rested<z.infer<typeof shape>> = await rest(account, next, shape);
    if (answer.as !== "ok") return answer;
    all.push(...(answer.body[key] as T[]));
    next = within(url, answer.body.meta?.next_page_url ?? answer.body.next_page_uri);
  }
  return { as: "ok", body: all };
}

/** The newer APIs name the next page in `meta`, the old one beside the list. */
const Paged = z.looseObject({
  meta: z.looseObject({ next_page_url: z.string().nullish() }).optional(),
  next_page_uri: z.string().nullish(),
});

const MOST = "PageSize=1000";

/** The sign-in goes nowhere but where the list is. */
function within(url: string, next: string | null | undefined): string | null {
  if (!next) return null;
  const found = new URL(next, url);
  return found.origin === new URL(url).origin ? found.href : null;
}

function bodyOf(form: Form): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one);
  return body;
}

const Refusal = z.looseObject({ code: z.number(), message: z.string() });

function failed(
  answer: TwilioAnswer,
): { as: "refused"; rejections: Rejection[] } | { as: "later"; say: string } {
  if (!answer.ok || answer.status === 429 || answer.status >= 500)
    return { as: "later", say: sayTwilioFault(answer) };
  const said = Refusal.safeParse(answer.body).data;
  const because = said?.message ?? sayTwilioFault(answer);
  return { as: "refused", rejections: [{ code: said ? String(said.code) : null, because, fields: [] }] };
}
