import type { consent as en } from "#app/words/en/consent.ts";

export const consent: Record<keyof typeof en, string> = {
  "purpose.marketing": "Aanbiedingen en nieuws",
  "purpose.cart-reminders": "Herinneringen aan een achtergelaten winkelwagen",
  "purpose.updates": "Nieuws over je bestellingen",
  "purpose.support": "Antwoorden op je berichten",
  "agree.marketing":
    "Ik stem ermee in dat {shop} mij regelmatig automatisch reclame (aanbiedingen en nieuws) stuurt per {way, select, sms {sms} whatsapp {WhatsApp} other {e-mail}}.",
  "agree.cart-reminders":
    "Ik stem ermee in dat {shop} mij automatisch per {way, select, sms {sms} whatsapp {WhatsApp} other {e-mail}} herinnert aan een achtergelaten winkelwagen, die de winkel kent door cookies en wat ik heb ingevuld.",
  "agree.updates":
    "Ik stem ermee in dat {shop} mij per {way, select, sms {sms} whatsapp {WhatsApp} other {e-mail}} bericht over mijn bestellingen.",
  "agree.support":
    "Ik stem ermee in dat {shop} per {way, select, sms {sms} whatsapp {WhatsApp} other {e-mail}} op mijn berichten antwoordt.",
  "agree.condition": "Toestemming is geen voorwaarde voor een aankoop.",
  "agree.frequency": "Het aantal berichten wisselt.",
  "agree.rates": "Er kunnen kosten voor berichten en data gelden.",
  "agree.stop":
    "{stop, select, reply {Antwoord STOP om te stoppen, HELP voor hulp.} link {Elk bericht heeft een afmeldlink.} other {Elke e-mail heeft een afmeldlink.}}",
  "agree.withdraw": "Ik kan dit op elk moment gratis intrekken.",
  "agree.who": "Afzender: {shop}, {contact}.",
  "agree.links": "Voorwaarden: {terms} Privacy: {privacy}",
  "mail.unsubscribe": "Afmelden: {url}",
  "mail.subject": "Je bericht",
  "pref.title": "Wat mogen we je sturen?",
  "pref.for": "Voor {address}",
  "pref.by": "{way, select, sms {Per sms} whatsapp {Per WhatsApp} other {Per e-mail}}",
  "pref.save": "Opslaan",
  "pref.none": "Stuur me helemaal niets meer",
  "pref.saved": "Opgeslagen.",
  "pref.stale":
    "Deze pagina stond te lang open, dus je ja is niet opgeslagen. Kijk hem nog eens na en stem opnieuw in.",
  "pref.none-saved": "Klaar. We sturen je hier niets meer.",
  "pref.asked": "Je hebt hierom gevraagd. Bevestig het, anders wordt er niets gestuurd.",
  "pref.confirm": "Ja, ik stem in",
  "pref.confirmed": "Dank je. Het is bevestigd.",
  "pref.blocked":
    "Je provider blokkeert onze sms’en sinds je STOP hebt geantwoord. Sms START naar {number} om ze weer te krijgen.",
  "pref.left":
    "Deze winkel verstuurt niets meer via ons. Zeg hier dat je niets wilt: dat geldt ook als de winkel terugkomt.",
  "pref.gone-title": "Deze link werkt niet meer",
  "pref.gone":
    "Hij klopt niet of is te oud. Antwoord STOP om onze sms’en te beëindigen; onze nieuwste e-mail heeft een werkende link.",
  "optin.ask":
    "{shop}: antwoord JA om per sms te krijgen: {what}. Aantal wisselt. Er kunnen kosten gelden. HELP voor hulp, STOP om te stoppen.",
  "optin.ask-link":
    "{shop}: om per sms te krijgen: {what}, bevestig het hier: {url} Aantal wisselt. Er kunnen kosten gelden. Was jij het niet, doe dan niets.",
  "optin.ask-subject": "Bevestig alsjeblieft: {what} van {shop}",
  "optin.ask-mail":
    "Iemand, hopelijk jij, heeft {shop} gevraagd naar dit adres te sturen: {what}.\n\nWas jij het, bevestig het hier: {url}\n\nZo niet, doe dan niets: je krijgt niets.",
  "optin.welcome":
    "{shop}: je krijgt nu per sms: {what}. Aantal wisselt. Er kunnen kosten gelden. HELP voor hulp, STOP om te stoppen.",
  "optin.welcome-link":
    "{shop}: je krijgt nu per sms: {what}. Aantal wisselt. Er kunnen kosten gelden. Wijzig of stop het: {url}",
  "optin.welcome-subject": "Je krijgt nu {what} van {shop}",
  "optin.welcome-mail":
    "Dank je. {shop} stuurt nu naar dit adres: {what}.\n\nWijzig of stop het wanneer je wilt: {url}",
  "signup.title": "Nieuws en aanbiedingen van {shop}",
  "signup.address": "Je mobiele nummer met landcode, of je e-mailadres",
  "signup.next": "Verder",
  "signup.bad-address": "Dat is geen nummer met landcode, zoals +31 6 12345678, en ook geen e-mailadres.",
  "signup.choose": "Vink aan wat je wilt krijgen.",
  "signup.asked":
    "Dank je. Als we daar mogen schrijven, is er een vraag onderweg: er komt niets tot je die met ja beantwoordt.",
  "oneway.choose": "Kies hier: {url}",
  "oneway.end": "Geen aanbiedingen meer: {url}",
};
