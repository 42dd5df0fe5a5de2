import type { consent as en } from "#app/words/en/consent.ts";

export const consent: Record<keyof typeof en, string> = {
  "purpose.marketing": "Angebote und Neuigkeiten",
  "purpose.cart-reminders": "Erinnerungen an einen verlassenen Warenkorb",
  "purpose.updates": "Nachrichten zu Ihren Bestellungen",
  "purpose.support": "Antworten auf Ihre Nachrichten",
  "agree.marketing":
    "Ich willige ein, dass mir {shop} regelmäßig automatisiert Werbung (Angebote und Neuigkeiten) per {way, select, sms {SMS} whatsapp {WhatsApp} other {E-Mail}} sendet.",
  "agree.cart-reminders":
    "Ich willige ein, dass mir {shop} automatisiert per {way, select, sms {SMS} whatsapp {WhatsApp} other {E-Mail}} Erinnerungen an einen verlassenen Warenkorb sendet; den Warenkorb kennt der Shop durch Cookies und meine Eingaben.",
  "agree.updates":
    "Ich willige ein, dass mir {shop} per {way, select, sms {SMS} whatsapp {WhatsApp} other {E-Mail}} Nachrichten zu meinen Bestellungen sendet.",
  "agree.support":
    "Ich willige ein, dass mir {shop} per {way, select, sms {SMS} whatsapp {WhatsApp} other {E-Mail}} auf meine Nachrichten antwortet.",
  "agree.condition": "Die Einwilligung ist keine Bedingung für einen Kauf.",
  "agree.frequency": "Die Häufigkeit der Nachrichten schwankt.",
  "agree.rates": "Es können Kosten für Nachrichten und Daten anfallen.",
  "agree.stop":
    "{stop, select, reply {Mit STOP beenden, mit HELP Hilfe erhalten.} link {Jede SMS enthält einen Link zum Abbestellen.} other {Jede E-Mail enthält einen Link zum Abmelden.}}",
  "agree.withdraw": "Ich kann die Einwilligung jederzeit kostenlos mit Wirkung für die Zukunft widerrufen.",
  "agree.who": "Absender: {shop}, {contact}.",
  "agree.links": "AGB: {terms} Datenschutz: {privacy}",
  "mail.unsubscribe": "Abmelden: {url}",
  "mail.subject": "Ihre Nachricht",
  "pref.title": "Was dürfen wir Ihnen senden?",
  "pref.for": "Für {address}",
  "pref.by": "{way, select, sms {Per SMS} whatsapp {Per WhatsApp} other {Per E-Mail}}",
  "pref.save": "Speichern",
  "pref.none": "Senden Sie mir gar nichts mehr",
  "pref.saved": "Gespeichert.",
  "pref.stale":
    "Diese Seite war zu lange geöffnet, deshalb wurde Ihr Ja nicht übernommen. Bitte sehen Sie sie noch einmal durch und willigen Sie erneut ein.",
  "pref.none-saved": "Erledigt. Wir senden Ihnen hier nichts mehr.",
  "pref.asked": "Sie haben darum gebeten. Bitte bestätigen Sie es, sonst wird nichts gesendet.",
  "pref.confirm": "Ja, ich willige ein",
  "pref.confirmed": "Danke. Es ist bestätigt.",
  "pref.blocked":
    "Ihr Mobilfunkanbieter sperrt unsere SMS, seit Sie STOP geschrieben haben. Schreiben Sie START an {number}, um wieder welche zu erhalten.",
  "pref.left":
    "Dieser Shop sendet nichts mehr über uns. Sagen Sie hier, dass Sie nichts möchten: Das gilt auch, wenn der Shop zurückkommt.",
  "pref.gone-title": "Dieser Link gilt nicht mehr",
  "pref.gone":
    "Er ist falsch oder zu alt. Um unsere SMS zu beenden, antworten Sie mit STOP; unsere neueste E-Mail enthält einen gültigen Link.",
  "optin.ask":
    "{shop}: Antworten Sie JA, um {what} per SMS zu erhalten. Häufigkeit schwankt. Es können Kosten anfallen. HELP für Hilfe, STOP beendet.",
  "optin.ask-link":
    "{shop}: Um {what} per SMS zu erhalten, bestätigen Sie es hier: {url} Häufigkeit schwankt. Es können Kosten anfallen. Waren Sie es nicht, tun Sie nichts.",
  "optin.ask-subject": "Bitte bestätigen: {what} von {shop}",
  "optin.ask-mail":
    "Jemand, hoffentlich Sie, hat {shop} gebeten, an diese Adresse zu senden: {what}.\n\nWaren Sie es, bestätigen Sie es hier: {url}\n\nWenn nicht, tun Sie nichts: Sie erhalten dann nichts.",
  "optin.welcome":
    "{shop}: Sie erhalten nun {what} per SMS. Häufigkeit schwankt. Es können Kosten anfallen. HELP für Hilfe, STOP beendet.",
  "optin.welcome-link":
    "{shop}: Sie erhalten nun {what} per SMS. Häufigkeit schwankt. Es können Kosten anfallen. Ändern oder beenden: {url}",
  "optin.welcome-subject": "Sie erhalten nun {what} von {shop}",
  "optin.welcome-mail":
    "Danke. {shop} sendet nun an diese Adresse: {what}.\n\nJederzeit ändern oder beenden: {url}",
  "signup.title": "Neuigkeiten und Angebote von {shop}",
  "signup.address": "Ihre Handynummer mit Landesvorwahl oder Ihre E-Mail-Adresse",
  "signup.next": "Weiter",
  "signup.bad-address":
    "Das ist weder eine Nummer mit Landesvorwahl, etwa +49 151 23456789, noch eine E-Mail-Adresse.",
  "signup.choose": "Kreuzen Sie an, was Sie erhalten möchten.",
  "signup.asked":
    "Danke. Wenn wir dorthin schreiben dürfen, ist eine Frage unterwegs: Es kommt nichts, bis Sie sie mit Ja beantworten.",
  "oneway.choose": "Hier wählen: {url}",
  "oneway.end": "Keine Angebote mehr: {url}",
};
