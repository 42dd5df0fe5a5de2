import { disconnectAccount } from "#app/channels/disconnect-account.ts";
import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { inShop } from "#app/db.server.ts";
import { connectEasypost, disconnectEasypost } from "#app/desk/connect-easypost.ts";
import { connectEmail } from "#app/desk/connect-email.ts";
import type { Connected } from "#app/desk/connect-sms.ts";
import { readSettings, type SettingsChanges, saveSettings } from "#app/shop/settings.ts";
import { hoursOfForm } from "./hours-of-form.ts";
import { withFirst } from "./language-choices.ts";

/** One form of the settings page: `form` says which. */
export async function actOnSettings(shopId: string, given: FormData): Promise<ActionAnswer> {
  const form = String(given.get("form") ?? "");
  const text = (name: string) => String(given.get(name) ?? "").trim();
  switch (form) {
    case "answers": {
      const before = await inShop(shopId, readSettings);
      const languages = withFirst(before.languages, text("language"));
      if (!languages) return { form, fault: "There are no words in this language. Load the page again." };
      const supportEmail = text("supportEmail") || null;
      return save(shopId, form, { supportEmail, languages, answersOn: given.has("answersOn") });
    }
    case "customers": {
      const loyaltyFields = text("loyaltyFields")
        .split(/[\s,;]+/)
        .filter(Boolean);
      const [staffMayNote, staffMayTag] = [given.has("staffMayNote"), given.has("staffMayTag")];
      return save(shopId, form, { staffMayNote, staffMayTag, loyaltyFields });
    }
    case "hours":
      return saveHours(shopId, form, given);
    case "promotions": {
      const number = (name: string) => Number(text(name) || Number.NaN);
      const [promotionsFrom, promotionsUntil] = [number("promotionsFrom"), number("promotionsUntil")];
      return save(shopId, form, {
        promotionsFrom,
        promotionsUntil,
        promotionsADay: number("promotionsADay"),
      });
    }
    case "email": {
      const [sender, host, port, user] = [text("sender"), text("host"), text("port"), text("user")];
      const password = String(given.get("password") ?? "");
      const answer = await connectEmail(shopId, { sender, host, port, user, password });
      return connected(form, answer, "Mail is connected");
    }
    case "easypost":
      return connected(form, await connectEasypost(shopId, text("apiKey")), "EasyPost is connected");
    case "disconnect":
      if (text("channel") === "easypost") {
        await disconnectEasypost(shopId);
        return { form, done: "Disconnected" };
      }
      await inShop(shopId, (shop) => disconnectAccount(shop, text("id")));
      return { form, done: "Disconnected" };
    default:
      return { form, fault: "This form is not known. Load the page again." };
  }
}

const connected = (form: string, answer: Connected, done: string): ActionAnswer =>
  answer.connected ? { form, done } : { form, fault: answer.say };

async function saveHours(shopId: string, form: string, given: FormData): Promise<ActionAnswer> {
  const before = await inShop(shopId, readSettings);
  const { closedOn } = before.businessHours;
  return save(shopId, form, { businessHours: { ...hoursOfForm(given), closedOn } });
}

async function save(shopId: string, form: string, changes: SettingsChanges): Promise<ActionAnswer> {
  const outcome = await inShop(shopId, (shop) => saveSettings(shop, changes));
  if (outcome.saved) return { form, done: "Saved" };
  // Three wrong words of one list have one thing to say.
  return { form, fault: [...new Set(Object.values(outcome.problems))].join(" ") };
}
