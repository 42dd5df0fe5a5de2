import { metaOf } from "../meta/meta-of.ts";
import type { Part, Town } from "../town-types.ts";
import { answerWhatsApp } from "./answer-account.ts";
import { readMedia } from "./media.ts";
import { openingState, WABA_ID, WHATSAPP_SCOPES, WHATSAPP_TOKEN } from "./state.ts";
import { addWhatsAppRoutes } from "./whatsapp-routes.ts";

/** Plays WhatsApp's Cloud API, and the shoppers at the other end. */
export function openWhatsApp(town: Town): Part {
  const meta = metaOf(town);
  const state = openingState();
  const isOurs = (id: string) => state.wabas.has(id) || state.numbers.has(id) || state.media.has(id);
  meta.answerGraph(isOurs, (call) => answerWhatsApp(meta, state, call));
  town.answerHost(
    (host) => host === "lookaside.fbsbx.com",
    (call) => readMedia(meta, state, call),
    { provider: "meta" },
  );
  // The page shows pictures in a browser, which has no token.
  town.answerPath("/_whatsapp/media/", ({ url }) => {
    const media = state.media.get(url.pathname.split("/").at(-1) ?? "");
    return media && { status: 200, headers: { "content-type": media.contentType }, body: media.bytes };
  });
  addWhatsAppRoutes(town, meta, state);
  meta.grantSignUp = () =>
    meta.grant({ kind: "system", ids: [...state.wabas.keys()].slice(0, 1), scopes: WHATSAPP_SCOPES });
  const grantOpening = () =>
    meta.grant({ kind: "system", ids: [WABA_ID], scopes: WHATSAPP_SCOPES, token: WHATSAPP_TOKEN });
  grantOpening();
  town.onReset(() => {
    Object.assign(state, openingState());
    grantOpening();
  });
  return {};
}
