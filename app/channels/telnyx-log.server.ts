import { z } from "zod";
import type { Account, InboundMedia, Logged, Reported } from "#app/channels/channel.ts";
import { askTelnyx } from "#app/channels/telnyx-api.server.ts";

/** A line of the log ("Search detail records"): whom it was between, and no words. */
const Page = z.object({
  data: z.array(
    z.object({
      uuid: z.string(),
      direction: z.string(),
      cli: z.string(),
      cld: z.string(),
      status: z.string(),
      errors: z.array(z.string()).nullish(),
      created_at: z.string(),
    }),
  ),
  meta: z.object({ total_pages: z.number() }),
});
type Line = z.infer<typeof Page>["data"][number];

const Words = z.object({
  data: z.object({
    text: z.string().nullish(),
    media: z.array(z.object({ url: z.string(), content_type: z.string().nullish() })).nullish(),
  }),
});

/**
 * Telnyx's log is asked by day, fifty lines at a time, oldest first so that pages keep still; the words of each message
 * are asked for apart. It tells words for ten days only ("Retrieve a message"): what is older makes the log unavailable.
 */
export async function readTelnyxLog(
  account: Account,
  since: Date,
): Promise<{ as: "asked"; said: Logged[] } | { as: "unavailable" }> {
  const said: Logged[] = [];
  for (let page = 1, pages = 1; page <= pages; page++) {
    const answer = await askTelnyx(account, `detail_records?${queryOf(since, page)}`);
    const read = answer.ok && answer.status === 200 ? Page.safeParse(answer.body) : null;
    if (!read?.success) return { as: "unavailable" };
    pages = read.data.meta.total_pages;
    for (const line of read.data.data) {
      if (Date.parse(line.created_at) < since.getTime() || oursOf(line) !== account.sender) continue;
      const one = await readLine(account, line);
      if (!one) return { as: "unavailable" };
      said.push(one);
    }
  }
  return { as: "asked", said };
}

const queryOf = (since: Date, page: number) =>
  new URLSearchParams({
    "filter[record_type]": "messaging",
    "filter[created_at][gte]": since.toISOString().slice(0, 10),
    sort: "created_at",
    "page[number]": String(page),
    "page[size]": "50",
  });

/** Several numbers share one key. */
const oursOf = ({ direction, cli, cld }: Line): string => (direction === "inbound" ? cld : cli);

async function readLine(account: Account, line: Line): Promise<Logged | null> {
  const answer = await askTelnyx(account, `messages/${line.uuid}`);
  const read = answer.ok && answer.status === 200 ? Words.safeParse(answer.body) : null;
  if (!read?.success) return null;
  const isTheirs = line.direction === "inbound";
  const { text, media } = read.data.data;
  const state = reported(line.status);
  return {
    by: isTheirs ? "shopper" : "shop",
    externalId: line.uuid,
    address: isTheirs ? line.cli : line.cld,
    text: text ?? "",
    // What we sent is ours already, or was a file that is gone with the database.
    media: isTheirs ? mediaOf(media) : [],
    state,
    code: state === "failed" ? codeOf(line.errors?.[0]) : null,
    at: new Date(line.created_at),
  };
}

/** As Telnyx names the files of a message; links carry their own right to be read, for a while. */
export const mediaOf = (
  media: { url: string; content_type?: string | null | undefined }[] | null | undefined,
): InboundMedia[] =>
  (media ?? []).map(({ url, content_type }) => ({
    ...{ contentType: content_type ?? "", name: null },
    from: { url },
  }));

/** `delivery_unconfirmed` is no failure: the carrier gave no receipt. */
export function reported(status: string): Reported {
  if (status === "delivered") return "delivered";
  return status === "delivery_failed" || status === "sending_failed" || status === "expired"
    ? "failed"
    : "sent";
}

/** Telnyx's codes stand beside Twilio's, which have five digits too. */
export const codeOf = (code: string | undefined): string => `telnyx-${code ?? "unknown"}`;
