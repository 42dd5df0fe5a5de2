import type { Inbound, InboundMedia } from "#app/channels/channel.ts";
import { prepareFile } from "#app/files/keep-file.server.ts";

/** Cleans and stores what came as bytes (mail's attachments), before the transaction that writes the message. */
export async function prepareMedia(shopId: string, told: Inbound[]): Promise<Inbound[]> {
  return Promise.all(
    told.map(async (inbound) => {
      if (inbound.kind !== "message" && inbound.kind !== "echo") return inbound;
      return { ...inbound, media: await Promise.all(inbound.media.map((one) => prepared(shopId, one))) };
    }),
  );
}

async function prepared(shopId: string, media: InboundMedia): Promise<InboundMedia> {
  if (!("bytes" in media.from)) return media;
  return {
    ...media,
    from: { prepared: await prepareFile(shopId, { bytes: media.from.bytes, name: media.name }) },
  };
}
