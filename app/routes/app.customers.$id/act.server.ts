import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { type ChangeAsked, changeNote, changeTags } from "#app/customers/change-customer.ts";
import { inShop } from "#app/db.server.ts";

interface Who {
  customerId: string;
  staffId: string;
}

/** A change of the note or the tags, as the form of that name tells it. */
export async function actOnCustomer(shopId: string, who: Who, given: FormData): Promise<ActionAnswer> {
  const form = String(given.get("form") ?? "");
  const text = (name: string) => String(given.get(name) ?? "");
  const list = (name: string) => given.getAll(name).map(String);
  const asked = { ...who, clientId: text("clientId") };
  if (!/^[\w-]{8,64}$/.test(asked.clientId))
    return { form, fault: "This form is not known. Load the page again." };
  if (form === "note") {
    const change = { ...asked, note: text("note"), seen: text("seen") };
    return answerOf(form, await inShop(shopId, (shop) => changeNote(shop, change)));
  }
  if (form === "tags") {
    const change = { ...asked, add: list("add"), remove: list("remove") };
    return answerOf(form, await inShop(shopId, (shop) => changeTags(shop, change)));
  }
  return { form, fault: "This form is not known. Load the page again." };
}

const answerOf = (form: string, outcome: ChangeAsked): ActionAnswer =>
  outcome.asked ? { form, done: "On its way to Shopify" } : { form, fault: outcome.say };
