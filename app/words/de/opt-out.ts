export const optOut = {
  "opt-out.all":
    "Sie bekommen hier keine Nachrichten von {shop} mehr. Antworten Sie START, um sie wieder zu bekommen.",
  "opt-out.promotions": "Sie bekommen hier keine Werbung von {shop} mehr.",
  "opt-out.by":
    "Sie bekommen {way, select, email {per E-Mail} text {per SMS} other {hier und per SMS}} keine {what, select, promotions {Werbung} other {Nachrichten}} von {shop} mehr.",
  "opt-out.chat":
    "{ways, select, both {Sie bekommen von {shop} keine Werbung mehr per SMS oder E-Mail.} text {Sie bekommen von {shop} keine Werbung mehr per SMS.} email {Sie bekommen von {shop} keine Werbung mehr per E-Mail.} other {Wir kennen hier weder Ihre Nummer noch Ihre E-Mail-Adresse. Um SMS von {shop} zu beenden, antworten Sie auf eine mit STOP; für E-Mails benutzen Sie den Link darin.}}",
  "opt-out.start":
    "Sie bekommen hier wieder Neuigkeiten zu Bestellungen und Antworten von {shop}. Antworten Sie STOP, um sie zu beenden.",
  "opt-out.help":
    "{shop}: {email, select, none {} other {Hilfe unter {email}. }}Antworten Sie STOP, um diese Nachrichten zu beenden.",
  "opt-out.cancel":
    "Sie haben {shop} CANCEL geschrieben; damit enden unsere SMS an Sie. Meinten Sie eine Bestellung, dann schreiben Sie uns hier.",
};
