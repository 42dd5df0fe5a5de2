import { z } from "zod";
import type { Account, InboundMedia, Logged, Reported } from "#app/channels/channel.ts";
import { apiOf, askTwilio, twilioSettings } from "#app/channels/twilio-api.server.ts";

const page = z.object({
  messages: z.array(
    z.object({
      sid: z.string(),
      direction: z.string(),
      from: z.string().nullable(),
      to: z.string(),
      body: z.string().nullable(),
      status: z.string(),
      error_code: z.number().nullable(),
      num_media: z.string(),
      date_created: z.string(),
      messaging_service_sid: z.string().nullable(),
    }),
  ),
  next_page_uri: z.string().nullable(),
});

type Entry = z.infer<typeof page>["messages"][number];

/** Twilio's log is asked by day, a thousand at a time, newest first; what is another number's is left out. */
export async function readTwilioLog(
  account: Account,
  since: Date,
): Promise<{ as: "asked"; said: Logged[] } | { as: "unavailable" }> {
  const said: Logged[] = [];
  const day = since.toISOString().slice(0, 10);
  let next: string | null =
    `${apiOf(account)}/Messages.json?${new URLSearchParams({ "DateSent>": day, PageSize: "1000" })}`;
  while (next) {
    const answer = await askTwilio(account, next);
    const read = answer.ok && answer.status === 200 ? page.safeParse(answer.body) : null;
    if (!read?.success) return { as: "unavailable" };
    for (const entry of read.data.messages) {
      if (Date.parse(entry.date_created) < since.getTime() || !isOf(account, entry)) continue;
      const media = Number(entry.num_media) ? await readMedia(account, entry) : [];
      if (!media) return { as: "unavailable" };
      said.push({ ...loggedOf(entry), media });
    }
    next = read.data.next_page_uri && new URL(read.data.next_page_uri, apiOf(account)).href;
  }
  return { as: "asked", said };
}

/** Several senders share one account; a pool of numbers signs as its messaging service. */
function isOf({ sender, settings }: Account, { direction, from, to, messaging_service_sid }: Entry): boolean {
  const { messagingServiceSid } = twilioSettings.parse(settings);
  const ours = direction === "inbound" ? to : from;
  return ours === sender || (!!messagingServiceSid && messagingServiceSid === messaging_service_sid);
}

function loggedOf({ sid, direction, from, to, body, status, error_code, date_created }: Entry) {
  const isTheirs = direction === "inbound";
  return {
    by: isTheirs ? ("shopper" as const) : ("shop" as const),
    externalId: sid,
    address: isTheirs ? (from ?? "") : to,
    text: body ?? "",
    state: reported(status),
    code: error_code === null ? null : String(error_code),
    at: new Date(date_created),
  };
}

const mediaList = z.object({ media_list: z.array(z.object({ sid: z.string(), content_type: z.string() })) });

async function readMedia(account: Account, { sid, direction }: Entry): Promise<InboundMedia[] | null> {
  // What we sent is ours already, or was a file that is gone with the database.
  if (direction !== "inbound") return [];
  const folder = `${apiOf(account)}/Messages/${sid}/Media`;
  const answer = await askTwilio(account, `${folder}.json`);
  const read = answer.ok && answer.status === 200 ? mediaList.safeParse(answer.body) : null;
  if (!read?.success) return null;
  return read.data.media_list.map(({ sid: media, content_type }) => ({
    contentType: content_type,
    name: null,
    from: { url: `${folder}/${media}` },
  }));
}

/** Twilio's words for where a message stands; what has left us and not arrived is `sent`. */
export function reported(status: string): Reported {
  if (status === "delivered" || status === "read") return "delivered";
  return status === "failed" || status === "undelivered" || status === "canceled" ? "failed" : "sent";
}
