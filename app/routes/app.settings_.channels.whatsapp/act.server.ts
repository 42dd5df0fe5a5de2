import { disconnectAccount } from "#app/channels/disconnect-account.ts";
import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { inShop } from "#app/db.server.ts";
import { connectWhatsApp } from "#app/desk/connect-whatsapp.ts";
import { testAccount } from "#app/desk/test-account.ts";
import { askForTemplate, refreshTemplates } from "#app/desk/whatsapp-templates.ts";

export interface WhatsAppAnswer extends ActionAnswer {
  /** Several numbers came with the token: one of them is chosen. */
  choose?: { phoneNumberId: string; number: string; name: string }[];
}

/** One form of the WhatsApp page: `form` says which. */
export async function actOnWhatsApp(shopId: string, given: FormData): Promise<WhatsAppAnswer> {
  const form = String(given.get("form") ?? "");
  const text = (name: string) => String(given.get(name) ?? "").trim();
  switch (form) {
    case "connect":
      return connect(shopId, text);
    case "test":
      return { form: "numbers", id: text("id"), ...(await testAccount(shopId, text("id"))) };
    case "disconnect":
      await inShop(shopId, (shop) => disconnectAccount(shop, text("id")));
      return { form: "numbers", done: "Disconnected" };
    case "refresh": {
      const read = await refreshTemplates(shopId, text("id"));
      return read.ok ? { form: "templates", done: read.say } : { form: "templates", fault: read.say };
    }
    case "template": {
      const asked = await askForTemplate(shopId, text("id"), draftOf(given, text));
      return asked.ok ? { form, done: asked.say } : { form, fault: asked.say };
    }
    default:
      return { form: "numbers", fault: "This form is not known. Load the page again." };
  }
}

async function connect(shopId: string, text: (name: string) => string): Promise<WhatsAppAnswer> {
  const [wabaId, phoneNumberId] = [text("wabaId"), text("phoneNumberId")];
  const answer = await connectWhatsApp(shopId, {
    token: text("token"),
    ...(wabaId && { wabaId }),
    ...(phoneNumberId && { phoneNumberId }),
  });
  if (answer.connected) {
    await refreshTemplates(shopId, answer.accountId);
    return { form: "connect", done: `${answer.number} is connected` };
  }
  if ("say" in answer) return { form: "connect", fault: answer.say };
  const choose = answer.choose.map(({ phoneNumberId: id, number, name }) => ({
    phoneNumberId: id,
    number,
    name,
  }));
  return { form: "connect", fault: "This account has several numbers. Choose one below.", choose };
}

function draftOf(given: FormData, text: (name: string) => string) {
  const category = text("category") === "marketing" ? ("marketing" as const) : ("utility" as const);
  return {
    name: text("name"),
    language: text("language"),
    category,
    body: text("body"),
    footer: text("footer"),
    examples: given.getAll("example").map((value) => String(value).trim()),
    buttons: text("buttons")
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
  };
}
