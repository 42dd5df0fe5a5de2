import { createHash } from "node:crypto";
import { badParameter, badToken, graphError } from "../meta/graph-error.ts";
import type { GraphCall, Meta } from "../meta/meta-types.ts";
import type { Answer, HostCall } from "../town-types.ts";
import type { Media, WhatsAppState } from "./whatsapp-types.ts";

const OPEN_MS = 5 * 60_000;
/** By kind, as documented: pictures 5 MB, sound and film 16 MB, documents 100 MB. */
const MOST_MB: [type: RegExp, megabytes: number][] = [
  [/^image\/(jpeg|png)$/, 5],
  [/^image\/webp$/, 0.5],
  [/^(audio\/(aac|mp4|mpeg|amr|ogg)|video\/(mp4|3gpp))$/, 16],
  [/^(application\/(pdf|msword|vnd\..+)|text\/plain)$/, 100],
];

/** `POST /<number id>/media`, a multipart form. */
export async function uploadMedia(
  meta: Meta,
  state: WhatsAppState,
  numberId: string,
  call: GraphCall,
): Promise<Answer> {
  const type = String(call.req.headers["content-type"] ?? "");
  if (!type.startsWith("multipart/form-data")) return badParameter("file is required", "whatsapp");
  const body = new Uint8Array(call.body);
  const form = await new Response(body, { headers: { "content-type": type } }).formData();
  const file = form.get("file");
  if (!(file instanceof File) || form.get("messaging_product") !== "whatsapp")
    return badParameter("file and messaging_product are required", "whatsapp");
  const contentType = String(form.get("type") ?? file.type);
  const most = MOST_MB.find(([fits]) => fits.test(contentType))?.[1];
  if (!most || file.size > most * 1024 * 1024)
    return graphError(131053, "Media upload error", {
      product: "whatsapp",
      details: "Unsupported type or size.",
    });
  const media = keepMedia(meta, state, numberId, contentType, Buffer.from(await file.arrayBuffer()));
  return { status: 200, body: { id: media.id } };
}

export function keepMedia(
  meta: Meta,
  state: WhatsAppState,
  numberId: string,
  contentType: string,
  bytes: Buffer,
): Media {
  const media = { id: meta.nextId("media"), numberId, contentType, bytes, openUntil: 0 };
  state.media.set(media.id, media);
  return media;
}

/** `GET /<media id>`: an address that opens for five minutes, and only with the token. */
export function describeMedia(meta: Meta, media: Media): Answer {
  media.openUntil = meta.town.clock.now() + OPEN_MS;
  return {
    status: 200,
    body: {
      messaging_product: "whatsapp",
      url: `https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=${media.id}&ext=${media.openUntil}`,
      mime_type: media.contentType,
      sha256: createHash("sha256").update(media.bytes).digest("hex"),
      file_size: media.bytes.length,
      id: media.id,
    },
  };
}

/** `GET lookaside.fbsbx.com/…`: the bytes, or 404 when the address is past its time. */
export function readMedia(meta: Meta, state: WhatsAppState, call: HostCall): Answer {
  const bearer = /^Bearer (.+)$/.exec(String(call.req.headers.authorization ?? ""))?.[1] ?? "";
  const token = meta.tokens.get(bearer);
  if (!token || token.isRevoked) return badToken(false);
  const media = state.media.get(call.url.searchParams.get("mid") ?? "");
  const isOpen = media && media.openUntil >= meta.town.clock.now() && opensNumber(state, token.ids, media);
  if (!isOpen) return { status: 404, body: "Not Found" };
  return { status: 200, headers: { "content-type": media.contentType }, body: media.bytes };
}

function opensNumber(state: WhatsAppState, ids: string[], { numberId }: Media): boolean {
  const wabaId = state.numbers.get(numberId)?.wabaId ?? "";
  return ids.includes(numberId) || ids.includes(wabaId);
}
