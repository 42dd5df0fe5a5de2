import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { inShop, readShop } from "#app/db.server.ts";
import { ALERT_CHANNELS, type AlertKind } from "#app/orders/alerts/alert-kind.ts";
import { saveAlertSetting } from "#app/orders/alerts/alert-settings.ts";
import { resetAlertWords, saveAlertWords } from "#app/orders/alerts/alert-words.ts";
import type { WordFaults } from "#app/orders/alerts/faults-of-words.ts";
import { type Preview, previewAlert } from "#app/orders/alerts/preview-alert.ts";
import { sendTestAlert } from "#app/orders/alerts/send-test-alert.ts";
import { languageOf } from "#app/words/say.ts";

export interface AlertAnswer extends ActionAnswer {
  /** By field of the words. */
  faults?: WordFaults;
  preview?: Preview;
}

/** One form of an alert's page: `form` says which. */
export async function actOnAlert(shopId: string, kind: AlertKind, given: FormData): Promise<AlertAnswer> {
  const form = String(given.get("form") ?? "");
  const language = languageOf(String(given.get("language") ?? "en"));
  const text = (name: string) => String(given.get(name) ?? "").trim();
  const words = { subject: text("subject"), text: text("text") };
  switch (form) {
    case "switch": {
      const channels = ALERT_CHANNELS.filter((channel) => given.has(channel));
      const setting = { kind, channels, notAtNight: given.has("notAtNight") };
      await inShop(shopId, (shop) => saveAlertSetting(shop, setting));
      return { form, done: channels.length ? "The alert is on" : "The alert is off" };
    }
    case "words": {
      const outcome = await inShop(shopId, (shop) => saveAlertWords(shop, { kind, language, ...words }));
      return outcome.saved
        ? { form, done: "Saved" }
        : { form, faults: outcome.faults, fault: "These words were not saved." };
    }
    case "reset":
      await inShop(shopId, (shop) => resetAlertWords(shop, kind, language));
      return { form, done: "Back to our words" };
    case "preview": {
      const preview = await readShop(shopId, (shop) =>
        previewAlert(shop, { kind, locale: language, ...words }),
      );
      return { form, preview };
    }
    case "test": {
      const outcome = await sendTestAlert(shopId, { kind, locale: language, ...words, to: text("to") });
      return outcome.sent ? { form, done: `On its way to ${outcome.to}` } : { form, fault: outcome.say };
    }
    default:
      return { form, fault: "This form is not known. Load the page again." };
  }
}
