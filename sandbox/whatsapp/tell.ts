import type { Meta, PostedWebhook } from "../meta/meta-types.ts";
import type { BusinessNumber, Person, WhatsAppState } from "./whatsapp-types.ts";

/** One change of an account, posted to the app if it has subscribed; null where it has not. */
export async function tellChange(
  meta: Meta,
  state: WhatsAppState,
  wabaId: string,
  field: string,
  value: object,
  forged = false,
): Promise<PostedWebhook | null> {
  if (!state.wabas.get(wabaId)?.isSubscribed) return null;
  const entry = [{ id: wabaId, time: Math.floor(meta.town.clock.now() / 1000), changes: [{ value, field }] }];
  return meta.town.track(meta.tell({ object: "whatsapp_business_account", owner: wabaId, entry, forged }));
}

/** What every change about a number begins with. */
export const envelope = (number: BusinessNumber) => ({
  messaging_product: "whatsapp",
  metadata: { display_phone_number: number.display, phone_number_id: number.id },
});

/** Who it is about; the number is left out where the person hides it. */
export const contactOf = ({ name, waId, userId, isHidden }: Person) => ({
  profile: { name },
  ...(!isHidden && { wa_id: waId }),
  user_id: userId,
});

export const seconds = (ms: number): string => String(Math.floor(ms / 1000));
