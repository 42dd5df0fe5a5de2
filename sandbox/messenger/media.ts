import type { Answer, HostCall } from "../town-types.ts";
import type { Inboxes } from "./inbox-state.ts";

const HOUR = 3_600_000;

export const mediaHost = ({ platform }: Pick<Inboxes, "platform">): string =>
  `scontent-${platform.name}.xx.fbcdn.net`;

/** Keeps what a person sent and gives its address, which works for an hour. */
export function keepMedia(
  { state, town, platform }: Inboxes,
  sent: { contentType: string; base64: string },
): string {
  const name = `${town.options.seed}_${state.media.size + 1}_n`;
  const url = `https://${mediaHost({ platform })}/v/${name}?oh=${name}`;
  const bytes = Buffer.from(sent.base64, "base64");
  state.media.set(url, { bytes, contentType: sent.contentType, until: town.clock.now() + HOUR });
  return url;
}

export function readMedia({ state, town }: Inboxes, { url, method }: HostCall): Answer | undefined {
  const kept = state.media.get(url.href);
  if (!kept || method !== "GET") return undefined;
  if (kept.until < town.clock.now()) return { status: 403, body: "URL signature expired" };
  return { status: 200, headers: { "content-type": kept.contentType }, body: kept.bytes };
}
