import { changeAccount } from "#app/channels/accounts.ts";
import { disconnectAccount } from "#app/channels/disconnect-account.ts";
import type { TwilioSender } from "#app/channels/twilio-senders.server.ts";
import { smsCountries } from "#app/channels/sms-countries.ts";
import { endTroubles } from "#app/channels/sender-trouble.ts";
import type { Approved } from "#app/channels/ten-dlc.ts";
import type { SenderRole } from "#app/channels/sms-sender.ts";
import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { inShop } from "#app/db.server.ts";
import { findApproved } from "#app/desk/approved-at-twilio.ts";
import { connectSms } from "#app/desk/connect-sms.ts";
import { connectTelnyx } from "#app/desk/connect-telnyx.ts";
import { readSmsPrices } from "#app/desk/sms-prices.ts";
import { refreshTollFree, verifyTollFree } from "#app/desk/verify-toll-free.ts";
import {
  lookAtTenDlc,
  proveMobileAgain,
  registerTenDlc,
  registerUnderBrand,
} from "#app/desk/register-ten-dlc.ts";
import { testAccount } from "#app/desk/test-account.ts";

export interface SmsAnswer extends ActionAnswer {
  /** What there is to choose from in the Twilio account that was named. */
  choose?: TwilioSender[];
  /** What is left to do at the provider. */
  note?: string;
  /** What is approved in the account already and can be used again. */
  approved?: Approved;
}

/** One form of the page of text messages: `form` says which, and `id` of which sender where it stands beside one. */
export async function actOnSms(shopId: string, given: FormData): Promise<SmsAnswer> {
  const id = String(given.get("id") ?? "");
  return { ...(await act(shopId, given)), ...(id && { id }) };
}

async function act(shopId: string, given: FormData): Promise<SmsAnswer> {
  const form = String(given.get("form") ?? "");
  const text = (name: string) => String(given.get(name) ?? "").trim();
  const [id, role] = [text("id"), roleOf(text("role"))];
  switch (form) {
    case "sms": {
      const asked = {
        accountSid: text("accountSid"),
        token: text("token"),
        sender: text("sender") || text("number"),
      };
      const answer = await connectSms(shopId, { ...asked, name: text("name"), role });
      if (answer.connected)
        return { form, done: "Texts are connected", ...(answer.note && { note: answer.note }) };
      return "choose" in answer ? { form, choose: answer.choose } : { form, fault: answer.say };
    }
    case "telnyx": {
      const asked = { apiKey: text("apiKey"), publicKey: text("publicKey"), number: text("number") };
      const answer = await connectTelnyx(shopId, asked);
      return answer.connected ? { form, done: "Texts are connected" } : { form, fault: answer.say };
    }
    case "use": {
      const known = smsCountries().map(({ country }) => country);
      const registeredIn = given
        .getAll("registeredIn")
        .map(String)
        .filter((one) => known.includes(one));
      const grantedASecond = text("granted") ? Number(text("granted")) : null;
      if (grantedASecond !== null && !(grantedASecond > 0 && grantedASecond <= MOST_A_SECOND))
        return { form, fault: "The segments a second are a number like 3 or 12.5, and 2,000 at most." };
      const settings = { plainSigns: given.has("plainSigns"), registeredIn, grantedASecond };
      await inShop(shopId, (shop) => changeAccount(shop, id, { role, settings }));
      return { form, done: "Saved" };
    }
    case "settled":
      await inShop(shopId, (shop) => endTroubles(shop, id));
      return { form, done: "It is tried again" };
    case "test":
      return { form, ...(await testAccount(shopId, id)) };
    case "toll-free": {
      const answers = Object.fromEntries([...given.keys()].map((name) => [name, text(name)]));
      const fault = await verifyTollFree(shopId, id, answers);
      return fault ? { form, fault } : { form, done: "Sent to Twilio" };
    }
    case "ten-dlc": {
      const answers = Object.fromEntries([...given.keys()].map((name) => [name, text(name)]));
      const fault = await registerTenDlc(shopId, id, answers);
      return fault ? { form, fault } : { form, done: "It is on its way to Twilio" };
    }
    case "ten-dlc-approved": {
      const approved = await findApproved(shopId, id);
      if (typeof approved === "string") return { form, fault: approved };
      const isNone = approved.brands.length + approved.profiles.length === 0;
      return isNone ? { form, fault: NONE_APPROVED } : { form, approved };
    }
    case "ten-dlc-brand": {
      const answers = Object.fromEntries([...given.keys()].map((name) => [name, text(name)]));
      const fault = await registerUnderBrand(shopId, id, answers);
      if (!fault) return { form, done: "It is on its way to Twilio" };
      const approved = await findApproved(shopId, id);
      return { form, fault, ...(typeof approved !== "string" && { approved }) };
    }
    case "ten-dlc-look": {
      const fault = await lookAtTenDlc(shopId, id);
      return fault ? { form, fault } : { form, done: "Twilio was asked" };
    }
    case "ten-dlc-prove": {
      const fault = await proveMobileAgain(shopId, id);
      return fault ? { form, fault } : { form, done: "Twilio texts the phone again" };
    }
    case "toll-free-look": {
      const fault = await refreshTollFree(shopId, id);
      return fault ? { form, fault } : { form, done: "Twilio answered" };
    }
    case "prices": {
      const known = await readSmsPrices(shopId, id);
      return known
        ? { form, done: `Twilio gave us ${known === 1 ? "1 price" : `${known} prices`}` }
        : { form, fault: "Twilio gave us no prices. Try again in a minute." };
    }
    case "disconnect":
      await inShop(shopId, (shop) => disconnectAccount(shop, id));
      return { form, done: "Disconnected" };
    default:
      return { form, fault: "This form is not known. Load the page again." };
  }
}

/** Of a whole account at Twilio (twilio.com/docs/api/errors/63017). */
const MOST_A_SECOND = 2_000;

const NONE_APPROVED =
  "Twilio has no approved brand or business profile in this account. Register this number instead.";

const roleOf = (said: string): SenderRole => (said === "service" || said === "marketing" ? said : "both");
