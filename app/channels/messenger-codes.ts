import type { CodeWords } from "#app/channels/provider-codes.ts";

const AGAIN = "Connect the account again under Settings.";
const GONE = "They can no longer be reached there. Answer on another channel.";
const LACKING = "The account lacks a permission at Meta.";
const CLOSED = "They last wrote too long ago for this channel.";

/** What Messenger and Instagram refuse with, as `code:subcode` where there is one. */
export const MESSENGER_WORDS: Record<string, CodeWords> = {
  "190": { effect: "sender-trouble", say: "Meta no longer accepts the account's token.", next: AGAIN },
  "190:463": { effect: "sender-trouble", say: "The account's token has ended.", next: AGAIN },
  "3": { effect: "sender-trouble", say: LACKING, next: AGAIN },
  "200": { effect: "sender-trouble", say: LACKING, next: AGAIN },
  "230": { effect: "sender-trouble", say: LACKING, next: AGAIN },
  "10": {
    effect: "sender-trouble",
    say: "Meta has not given this installation what it takes to send this, such as the tag for people's late answers.",
    next: "Whoever runs this installation can ask Meta for it.",
  },
  "368": {
    effect: "sender-trouble",
    say: "Meta has blocked the account for what it took for misuse.",
    next: "Look into the account's quality at Meta.",
  },
  "10:2018278": { effect: "window-closed", say: CLOSED, next: "Answer on another channel." },
  "10:2018065": { effect: "window-closed", say: CLOSED, next: "Answer on another channel." },
  "10:2534022": { effect: "window-closed", say: CLOSED, next: "Answer on another channel." },
  "551:1545041": { effect: "none", say: "They have blocked your account, or left.", next: GONE },
  "100:2018001": { effect: "bad-address", say: "Messenger does not know them any more.", next: GONE },
  "100:2534014": { effect: "bad-address", say: "Instagram does not know them any more.", next: GONE },
  "other-account": {
    effect: "none",
    say: "They wrote to a Page or account that is no longer connected.",
    next: "Connect it again, or answer on another channel.",
  },
};
