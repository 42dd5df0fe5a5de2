import { sayConsent } from "#app/components/consent-words.ts";
import { sayParcel } from "#app/components/order-words.ts";
import type { SignName } from "#app/components/sign.tsx";
import type { TimelineEntry } from "#app/desk/timeline-entry.ts";
import { sayMoney } from "#app/money.ts";

export interface EntryWords {
  sign: SignName;
  title: string;
  text?: string | null;
  /** Within the app. */
  url?: string;
}

/** One entry of the timeline in plain words. */
export function sayEntry(entry: TimelineEntry): EntryWords {
  switch (entry.kind) {
    case "messages": {
      const { received, sent, channels, last, lastFrom, conversationId } = entry.facts;
      const counts = [received && `${received} from them`, sent && `${sent} from you`]
        .filter(Boolean)
        .join(", ");
      const by = channels.map((channel) => CHANNEL[channel] ?? channel).join(", ");
      return {
        sign: "chat",
        title: `Messages by ${by}: ${counts}`,
        text: `${FROM[lastFrom]}: ${last}`,
        url: `/app/inbox/${conversationId}`,
      };
    }
    case "note":
      return { sign: "note", title: `Internal note${by(entry.facts.by)}`, text: entry.facts.text };
    case "order-placed":
      return {
        sign: "order",
        title: `Order ${entry.facts.name} placed`,
        text: sayMoney(entry.facts.total, "en"),
      };
    case "order-cancelled":
      return { sign: "close", title: `Order ${entry.facts.name} cancelled` };
    case "parcel-sent": {
      const { name, carrier, number } = entry.facts;
      return {
        sign: "send",
        title: `Parcel of ${name} sent`,
        text: [carrier, number].filter(Boolean).join(" "),
      };
    }
    case "scan": {
      const { name, status, city } = entry.facts;
      return { sign: "parcel", title: `${sayParcel(status)}: parcel of ${name}`, text: city };
    }
    case "return-requested":
      return {
        sign: "return",
        title: `Return ${entry.facts.name} asked for`,
        text: items(entry.facts.items),
      };
    case "return-closed":
      return { sign: "return", title: `Return ${entry.facts.name} closed`, text: items(entry.facts.items) };
    case "checkout": {
      const { total, isFinished } = entry.facts;
      const title = isFinished ? "Checkout begun and finished" : "Checkout begun and not finished";
      return { sign: "cart", title, text: sayMoney(total, "en") };
    }
    case "consent": {
      const { what, state, who } = sayConsent(entry.facts);
      return { sign: "consent", title: `${what}: ${state.toLowerCase()}`, text: who };
    }
    case "merge": {
      const { kind, isUndone } = entry.facts;
      const what = MERGE[kind] ?? "Shown together with somebody";
      return { sign: "merge", title: `${what}${by(entry.facts.by)}`, text: isUndone ? "Undone since" : null };
    }
    case "change": {
      const what = entry.facts.kind === "customer-note" ? "note" : "tags";
      const state = CHANGE[entry.facts.state];
      return { sign: "edit", title: `Change of the ${what} in Shopify${by(entry.facts.by)}`, text: state };
    }
    case "known":
      return { sign: "person", title: "First known here" };
  }
}

const by = (name: string | null) => (name ? ` by ${name}` : "");
const items = (count: number) => (count === 1 ? "One item" : `${count} items`);

const CHANNEL: Record<string, string> = { chat: "chat", sms: "text", email: "email" };
const FROM = { shopper: "They", assistant: "Assistant", staff: "Your team", system: "Threadline" };
const MERGE: Record<string, string> = {
  merge: "Shown as one with somebody else",
  split: "Shown apart from somebody else",
  shopify: "Merged in Shopify",
};
const CHANGE: Record<string, string> = {
  asked: "On its way",
  done: "Done",
  conflict: "Left as it was: Shopify changed meanwhile",
  failed: "Refused by Shopify",
};
