import type { ChannelAdapter, Inbound } from "#app/channels/channel.ts";
import { shortId } from "#app/short-id.ts";

/**
 * An adapter whose every id of the provider's fits into an index, wherever it is told: a stranger writes a mail's
 * Message-ID, of any length. Each is shortened alike, so that what is told of one id twice is told of the same message.
 */
export function withShortIds(adapter: ChannelAdapter): ChannelAdapter {
  const { parse, send, find, logSince } = adapter;
  return {
    ...adapter,
    parse: async (...asked) => (await parse(...asked)).map(inboundOf),
    send: async (...asked) => {
      const sent = await send(...asked);
      return sent.as === "accepted" ? short(sent) : sent;
    },
    find: async (...asked) => {
      const found = await find(...asked);
      return found.as === "asked" ? { ...found, matches: found.matches.map(short) } : found;
    },
    ...(logSince && {
      logSince: async (...asked) => {
        const log = await logSince(...asked);
        return log.as === "asked" ? { ...log, said: log.said.map(short) } : log;
      },
    }),
  };
}

function inboundOf(inbound: Inbound): Inbound {
  if (inbound.kind === "message")
    return { ...short(inbound), context: inbound.context && short(inbound.context) };
  if (inbound.kind !== "watermark") return "externalId" in inbound ? short(inbound) : inbound;
  const { upTo } = inbound;
  return { ...inbound, upTo: upTo instanceof Date ? upTo : short(upTo) };
}

const short = <T extends { externalId: string | null }>(told: T): T =>
  told.externalId === null ? told : { ...told, externalId: shortId(told.externalId) };
