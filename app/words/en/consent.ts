/** What shoppers are asked to agree to, their own page of preferences, and the texts around it: ICU messages. */
export const consent = {
  "purpose.marketing": "Offers and news",
  "purpose.cart-reminders": "Reminders of a cart you left",
  "purpose.updates": "News of your orders",
  "purpose.support": "Answers to your messages",
  "agree.marketing":
    "I agree to receive recurring automated marketing {way, select, sms {texts} whatsapp {WhatsApp messages} other {emails}} from {shop} (offers and news).",
  "agree.cart-reminders":
    "I agree to receive automated {way, select, sms {texts} whatsapp {WhatsApp messages} other {emails}} from {shop} that remind me of a cart I left, which the shop knows from its cookies and what I entered.",
  "agree.updates":
    "I agree to receive {way, select, sms {texts} whatsapp {WhatsApp messages} other {emails}} from {shop} about my orders.",
  "agree.support":
    "I agree to receive {way, select, sms {texts} whatsapp {WhatsApp messages} other {emails}} from {shop} in answer to my messages.",
  "agree.condition": "Consent is not a condition of any purchase.",
  "agree.frequency": "Message frequency varies.",
  "agree.rates": "Msg & data rates may apply.",
  "agree.stop":
    "{stop, select, reply {Reply STOP to end, HELP for help.} link {Every text has a link to end them.} other {Every email has a link to unsubscribe.}}",
  "agree.withdraw": "I can withdraw this at any time, free of charge, for the future.",
  "agree.who": "From: {shop}, {contact}.",
  "agree.links": "Terms: {terms} Privacy: {privacy}",
  "mail.unsubscribe": "Unsubscribe: {url}",
  "mail.subject": "Your message",
  "pref.title": "What may we send you?",
  "pref.for": "For {address}",
  "pref.by": "{way, select, sms {By text} whatsapp {By WhatsApp} other {By email}}",
  "pref.save": "Save",
  "pref.none": "Send me nothing at all",
  "pref.saved": "Saved.",
  "pref.stale":
    "This page was open for too long, so your yes was not taken. Please look at it once more and agree again.",
  "pref.none-saved": "Done. We will send you nothing here any more.",
  "pref.asked": "You asked for this. Please confirm it, otherwise nothing is sent.",
  "pref.confirm": "Yes, I agree",
  "pref.confirmed": "Thank you. It is confirmed.",
  "pref.blocked":
    "Your phone company blocks our texts since you replied STOP. Text START to {number} to get any again.",
  "pref.left":
    "This shop sends nothing through us any more. Say here that you want nothing, and it holds if the shop comes back.",
  "pref.gone-title": "This link does not work any more",
  "pref.gone":
    "It is wrong or too old. To end our texts reply STOP to one; our newest email has a working link.",
  "optin.ask":
    "{shop}: reply YES to get {what} by text. Message frequency varies. Msg & data rates may apply. Reply HELP for help, STOP to end.",
  "optin.ask-link":
    "{shop}: to get {what} by text, confirm it here: {url} Message frequency varies. Msg & data rates may apply. If it was not you, do nothing.",
  "optin.ask-subject": "Please confirm: {what} from {shop}",
  "optin.ask-mail":
    "Somebody, we hope you, asked {shop} to send {what} to this address.\n\nIf it was you, confirm it here: {url}\n\nIf it was not, do nothing: you will get nothing.",
  "optin.welcome":
    "{shop}: you now get {what} by text. Message frequency varies. Msg & data rates may apply. Reply HELP for help, STOP to end.",
  "optin.welcome-link":
    "{shop}: you now get {what} by text. Message frequency varies. Msg & data rates may apply. Change or end it: {url}",
  "optin.welcome-subject": "You now get {what} from {shop}",
  "optin.welcome-mail":
    "Thank you. {shop} now sends {what} to this address.\n\nChange or end it at any time: {url}",
  "signup.title": "News and offers from {shop}",
  "signup.address": "Your mobile number with its country code, or your email address",
  "signup.next": "Continue",
  "signup.bad-address":
    "That is neither a number with its country code, like +1 415 555 0100, nor an email address.",
  "signup.choose": "Tick what you would like to get.",
  "signup.asked":
    "Thank you. If we may write there, a question is on its way: nothing comes until you answer it with yes.",
  "oneway.choose": "Choose here: {url}",
  "oneway.end": "No more offers: {url}",
};
