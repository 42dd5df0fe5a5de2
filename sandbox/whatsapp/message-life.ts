import type { Meta } from "../meta/meta-types.ts";
import type { Fault } from "../town-types.ts";
import { contactOf, envelope, seconds, tellChange } from "./tell.ts";
import type { Step, WhatsAppMessage, WhatsAppState } from "./whatsapp-types.ts";

type Status = Step | "failed";
const ORDER = ["accepted", "sent", "delivered", "read"];

/** Lets an accepted message be sent, delivered and read, or fail, each told by a webhook. `goOn` is for after the answer. */
export async function startLife(
  meta: Meta,
  state: WhatsAppState,
  message: WhatsAppMessage,
  facts: Record<string, unknown>,
): Promise<{ goOn: () => void }> {
  const { town } = meta;
  const { fate } = state.people.get(message.person)!;
  const strike = (name: Fault["fault"]) => town.faults.strike("meta", facts, [name]);
  const copies = strike("repeat-callback")?.copies ?? 0;
  const steps: Status[] = message.error ? ["failed"] : [...fate.steps];
  if (strike("reorder-callbacks")) steps.reverse();
  const live = async (step: Status) => {
    if (!state.messages.includes(message)) return; // The town was reset meanwhile.
    for (let i = 0; i <= copies; i++) await tellStatus(meta, state, message, step);
  };
  if (strike("callback-first") && steps.length > 0) await live(steps.shift()!);
  return {
    goOn() {
      let due = town.clock.now();
      let before: Promise<void> = Promise.resolve();
      for (const step of steps) {
        due += fate.stepMs;
        before = town.track(after(meta, due, before, () => live(step)));
      }
    },
  };
}

/** One status of one message: kept, and told to the app. */
export async function tellStatus(
  meta: Meta,
  state: WhatsAppState,
  message: WhatsAppMessage,
  status: Status,
): Promise<void> {
  if (status === "failed") message.status = "failed";
  else if (ORDER.indexOf(status) > ORDER.indexOf(message.status)) message.status = status;
  const number = state.numbers.get(message.numberId)!;
  const person = state.people.get(message.person)!;
  meta.town.announce({ kind: "whatsapp", person: person.waId, body: message.body, status });
  const value = {
    ...envelope(number),
    // A failure comes without contacts, conversation and pricing.
    ...(status !== "failed" && { contacts: [contactOf(person)] }),
    statuses: [
      {
        id: message.id,
        status,
        timestamp: seconds(meta.town.clock.now()),
        ...(!person.isHidden && { recipient_id: person.waId }),
        recipient_user_id: person.userId,
        ...(message.opaque !== null && { biz_opaque_callback_data: message.opaque }),
        ...(status === "failed" ? { errors: [errorOf(message)] } : priceOf(message)),
      },
    ],
  };
  await tellChange(meta, state, number.wabaId, "messages", value);
}

function errorOf({ error }: WhatsAppMessage) {
  const { code, title, details } = error ?? { code: 131000, title: "Something went wrong", details: "" };
  const href = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/";
  return { code, title, message: title, error_data: { details }, href };
}

const priceOf = ({ category }: WhatsAppMessage) => ({
  pricing: { billable: category !== "service", pricing_model: "PMP", category },
});

function after(meta: Meta, due: number, before: Promise<void>, live: () => Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    meta.town.clock.at(due, async () => {
      await before;
      await live();
      resolve();
    });
  });
}
