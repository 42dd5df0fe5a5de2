/** What we say to STOP, START and HELP: ICU messages. */
export const optOut = {
  "opt-out.all": "You will get no more messages from {shop} here. Reply START to get them again.",
  "opt-out.promotions": "You will get no more advertising from {shop} here.",
  "opt-out.by":
    "You will get no more {what, select, promotions {advertising} other {messages}} from {shop} {way, select, email {by email} text {by text} other {here or by text}}.",
  "opt-out.chat":
    "{ways, select, both {You will get no more advertising from {shop} by text or email.} text {You will get no more advertising from {shop} by text.} email {You will get no more advertising from {shop} by email.} other {We do not know your number or email address here. To end texts from {shop}, reply STOP to one; to end emails, use the link in one.}}",
  "opt-out.start": "You will get order updates and answers from {shop} here again. Reply STOP to end them.",
  "opt-out.help":
    "{shop}: {email, select, none {} other {for help write to {email}. }}Reply STOP to end these messages.",
  "opt-out.cancel":
    "You texted CANCEL to {shop}, which ended our texts to you. If you meant an order, tell us here.",
};
