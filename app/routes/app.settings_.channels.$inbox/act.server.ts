import type { ActionAnswer } from "#app/components/action-notice.tsx";
import type { InboxChannel } from "#app/channels/channel.ts";
import { connectPastedInstagram, disconnectInstagram } from "#app/desk/connect-instagram.ts";
import { connectMessenger, disconnectMessenger } from "#app/desk/connect-messenger.ts";
import { testAccount } from "#app/desk/test-account.ts";

const DOES = {
  messenger: {
    connect: connectMessenger,
    connected: "The Page is connected",
    disconnect: disconnectMessenger,
  },
  instagram: {
    connect: connectPastedInstagram,
    connected: "The account is connected",
    disconnect: disconnectInstagram,
  },
};

/** One form of Messenger's or Instagram's page: a token pasted, or a button beside an account. */
export async function actOnInbox(
  shopId: string,
  channel: InboxChannel,
  given: FormData,
): Promise<ActionAnswer> {
  const does = DOES[channel];
  const text = (name: string) => String(given.get(name) ?? "").trim();
  switch (text("form")) {
    case "connect": {
      const answer = await does.connect(shopId, text("token"));
      return answer.connected
        ? { form: "connect", done: does.connected }
        : { form: "connect", fault: answer.say };
    }
    case "test":
      return { form: "account", id: text("id"), ...(await testAccount(shopId, text("id"))) };
    case "disconnect":
      await does.disconnect(shopId, text("id"));
      return { form: "account", done: "Disconnected" };
    default:
      return { form: "account", fault: "This form is not known. Load the page again." };
  }
}
