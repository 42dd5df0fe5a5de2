/** To whoever leaves the chat before it is answered: ICU messages. */
export const away = {
  "away.offer":
    "{ways, select, both {Leaving? Get the answer by email or text} sms {Leaving? Get the answer by text} other {Leaving? Get the answer by email}}",
  "away.field":
    "{ways, select, both {Email address or mobile number} sms {Mobile number} other {Email address}}",
  "away.next": "Next",
  "away.agree": "Yes, tell me",
  "away.told": "If you are not here, the answer also goes to {address}.",
  "away.odd": "We cannot write to that. Please check it; a number needs its country code, such as +44.",
  "away.first": "Please write your question first, then leave your address.",
  "away.many": "Too many tries. Please try again in an hour.",
  "away.subject": "{shop} has answered you",
  "away.mail":
    "{shop} has answered you in the chat:\n\n{words}\n\nOpen the chat: {url}\nYou can also simply answer this email.\n\nNo more of these: {stop}",
  "away.sms": "{shop}: {words}\n{url}\nReply STOP to end.",
};
