import type { Outbound } from "#app/channels/channel.ts";

/** A message on its way out, with nothing to it but its words. */
export const anOutbound: Outbound = {
  messageId: "00000000-0000-7000-8000-000000000001",
  to: "ada@example.com",
  text: "Hello",
  choices: [],
  template: null,
  subject: null,
  media: [],
  callbackUrl: "",
  references: [],
  isByPerson: false,
  isMarketing: false,
  unsubscribeUrl: null,
  locale: "en",
  until: null,
  claimedAt: new Date(0),
};
