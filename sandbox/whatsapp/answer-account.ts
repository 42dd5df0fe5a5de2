import { opens } from "../meta/open-meta.ts";
import { badParameter, unknownObject } from "../meta/graph-error.ts";
import type { GraphCall, Meta } from "../meta/meta-types.ts";
import type { Answer } from "../town-types.ts";
import { acceptMessage } from "./accept-message.ts";
import { describeMedia, uploadMedia } from "./media.ts";
import { answerTemplates } from "./templates.ts";
import type { BusinessNumber, WhatsAppState } from "./whatsapp-types.ts";

/** Calls about a WhatsApp Business account, one of its numbers, or a media object. */
export function answerWhatsApp(
  meta: Meta,
  state: WhatsAppState,
  call: GraphCall,
): Answer | undefined | Promise<Answer | undefined> {
  const media = state.media.get(call.id);
  const number = state.numbers.get(media?.numberId ?? call.id);
  const wabaId = number?.wabaId ?? call.id;
  if (!opens(call.token, wabaId, number?.id ?? "")) return unknownObject(call.method, call.id);
  if (media) return answerMedia(meta, state, media.id, call);
  return number ? answerNumber(meta, state, number, call) : answerWaba(meta, state, wabaId, call);
}

function answerMedia(
  meta: Meta,
  state: WhatsAppState,
  id: string,
  { method }: GraphCall,
): Answer | undefined {
  if (method === "GET") return describeMedia(meta, state.media.get(id)!);
  if (method !== "DELETE") return undefined;
  state.media.delete(id);
  return { status: 200, body: { success: true } };
}

function answerNumber(meta: Meta, state: WhatsAppState, number: BusinessNumber, call: GraphCall) {
  const route = `${call.method} ${call.edge.join("/")}`.trim();
  if (route === "GET") return { status: 200, body: shownNumber(number) };
  if (route === "POST messages") return acceptMessage(meta, state, number, call);
  if (route === "POST media") return uploadMedia(meta, state, number.id, call);
  if (route === "POST register") {
    if (!/^\d{6}$/.test(String(call.fields.pin ?? "")))
      return badParameter("pin must be six digits", "whatsapp");
    number.isRegistered = true;
    return { status: 200, body: { success: true } };
  }
  if (route === "POST smb_app_data" && number.isOnApp)
    return { status: 200, body: { messaging_product: "whatsapp", request_id: meta.nextId("sync") } };
  return undefined;
}

function answerWaba(meta: Meta, state: WhatsAppState, wabaId: string, call: GraphCall): Answer | undefined {
  const waba = state.wabas.get(wabaId)!;
  const route = `${call.method} ${call.edge.join("/")}`.trim();
  if (route === "GET")
    return {
      status: 200,
      body: {
        id: waba.id,
        name: waba.name,
        whatsapp_business_manager_messaging_limit: `TIER_${state.portfolioLimit}`,
      },
    };
  if (route === "GET phone_numbers") {
    const numbers = [...state.numbers.values()].filter((one) => one.wabaId === wabaId);
    return { status: 200, body: { data: numbers.map(shownNumber) } };
  }
  if (call.edge[0] === "message_templates") return answerTemplates(meta, state, wabaId, call);
  if (call.edge[0] !== "subscribed_apps") return undefined;
  if (call.method === "GET") {
    const data = waba.isSubscribed
      ? [{ whatsapp_business_api_data: { id: meta.app.id, name: "Threadline" } }]
      : [];
    return { status: 200, body: { data } };
  }
  waba.isSubscribed = call.method === "POST";
  return { status: 200, body: { success: true } };
}

const shownNumber = (number: BusinessNumber) => ({
  id: number.id,
  verified_name: number.name,
  display_phone_number: `+${number.display}`,
  quality_rating: number.quality,
  code_verification_status: "VERIFIED",
  platform_type: number.isRegistered ? "CLOUD_API" : "NOT_APPLICABLE",
  status: number.isRegistered ? "CONNECTED" : "PENDING",
  throughput: { level: number.perSecond > 80 ? "HIGH" : "STANDARD" },
  is_on_biz_app: number.isOnApp,
});
