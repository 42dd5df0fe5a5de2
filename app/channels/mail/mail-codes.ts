import type { CodeWords } from "#app/channels/provider-codes.ts";

/** Mail servers' own codes (RFC 3463), as bounces and refusals say them. */
export const MAIL_WORDS: Record<string, CodeWords> = {
  "5.1.1": {
    effect: "bad-address",
    say: "This email address does not exist.",
    next: "Ask the shopper for their address in the chat or by text.",
  },
  "550": {
    effect: "none",
    say: "Their mail server refused it, and did not say why.",
    next: "Ask the shopper for their address in the chat or by text.",
  },
  "5.2.2": {
    effect: "none",
    say: "Their mailbox is full.",
    next: "Answer on another channel, or send it again in a few days.",
  },
  FILE_GONE: {
    effect: "none",
    say: "A file of this message is no longer kept.",
    next: "Write it again, with the file attached anew.",
  },
  NOT_PUBLIC: {
    effect: "none",
    say: "Your mail server's name leads into a private network.",
    next: "Give the name that it has on the internet, under Settings, Email.",
  },
  "5.7.1": {
    effect: "none",
    say: "Their mail provider refused it by its own rules.",
    next: "See under Settings, Email, whether your domain vouches for your mail.",
  },
};
