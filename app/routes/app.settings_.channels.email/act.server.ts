import type { ActionAnswer } from "#app/components/action-notice.tsx";
import { recheckDomain } from "#app/channels/mail/connect-mail.ts";
import { type Changed, changeInbound, connectMailbox, disconnectMailbox } from "#app/desk/change-email.ts";
import { testAccount } from "#app/desk/test-account.ts";

/** One form of the email page: `form` says which, and of which sender. */
export async function actOnEmail(shopId: string, given: FormData): Promise<ActionAnswer> {
  const text = (name: string) => String(given.get(name) ?? "").trim();
  const form = text("form");
  const [what, id = ""] = form.split(":");
  switch (what) {
    case "test":
      return { form, ...(await testAccount(shopId, id)) };
    case "domain":
      await recheckDomain(shopId, id);
      return { form, done: "Checked" };
    case "inbound": {
      const [mailgunKey, sendgridKey] = [text("mailgunKey"), text("sendgridKey")];
      const asked = { address: text("address"), mailgunKey, sendgridKey };
      return answerOf(form, await changeInbound(shopId, id, asked), "Saved");
    }
    case "mailbox": {
      const [host, port, user] = [text("host"), text("port"), text("user")];
      const asked = { host, port, user, password: String(given.get("password") ?? "") };
      return answerOf(form, await connectMailbox(shopId, id, asked), "The mailbox is connected");
    }
    case "mailbox-off":
      await disconnectMailbox(shopId, id);
      return { form, done: "The mailbox is no longer read" };
    default:
      return { form, fault: "This form is not known. Load the page again." };
  }
}

const answerOf = (form: string, changed: Changed, done: string): ActionAnswer =>
  changed.ok ? { form, done } : { form, fault: changed.say };
