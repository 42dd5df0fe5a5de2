import type { consent as en } from "#app/words/en/consent.ts";

export const consent: Record<keyof typeof en, string> = {
  "purpose.marketing": "Offerte e novità",
  "purpose.cart-reminders": "Promemoria di un carrello abbandonato",
  "purpose.updates": "Notizie sui tuoi ordini",
  "purpose.support": "Risposte ai tuoi messaggi",
  "agree.marketing":
    "Acconsento a ricevere periodicamente da {shop} {way, select, sms {SMS} whatsapp {messaggi WhatsApp} other {e-mail}} pubblicitari automatizzati (offerte e novità).",
  "agree.cart-reminders":
    "Acconsento a ricevere da {shop} {way, select, sms {SMS} whatsapp {messaggi WhatsApp} other {e-mail}} automatizzati che mi ricordano un carrello abbandonato, che il negozio conosce dai cookie e da ciò che ho inserito.",
  "agree.updates":
    "Acconsento a ricevere da {shop} {way, select, sms {SMS} whatsapp {messaggi WhatsApp} other {e-mail}} sui miei ordini.",
  "agree.support":
    "Acconsento a ricevere da {shop} {way, select, sms {SMS} whatsapp {messaggi WhatsApp} other {e-mail}} in risposta ai miei messaggi.",
  "agree.condition": "Il consenso non è condizione di alcun acquisto.",
  "agree.frequency": "La frequenza dei messaggi varia.",
  "agree.rates": "Possono applicarsi costi per messaggi e dati.",
  "agree.stop":
    "{stop, select, reply {Rispondi STOP per terminare, HELP per assistenza.} link {Ogni messaggio ha un link per terminare.} other {Ogni e-mail ha un link per disiscriversi.}}",
  "agree.withdraw": "Posso revocare il consenso in qualsiasi momento e senza costi.",
  "agree.who": "Mittente: {shop}, {contact}.",
  "agree.links": "Condizioni: {terms} Privacy: {privacy}",
  "mail.unsubscribe": "Annulla l’iscrizione: {url}",
  "mail.subject": "Il tuo messaggio",
  "pref.title": "Che cosa possiamo inviarti?",
  "pref.for": "Per {address}",
  "pref.by": "{way, select, sms {Per SMS} whatsapp {Per WhatsApp} other {Per e-mail}}",
  "pref.save": "Salva",
  "pref.none": "Non inviatemi più nulla",
  "pref.saved": "Salvato.",
  "pref.stale":
    "Questa pagina è rimasta aperta troppo a lungo, quindi il tuo consenso non è stato registrato. Rileggila e acconsenti di nuovo.",
  "pref.none-saved": "Fatto. Qui non ti invieremo più nulla.",
  "pref.asked": "Lo hai chiesto tu. Confermalo, altrimenti non viene inviato nulla.",
  "pref.confirm": "Sì, acconsento",
  "pref.confirmed": "Grazie. È confermato.",
  "pref.blocked":
    "Il tuo operatore blocca i nostri SMS da quando hai risposto STOP. Invia START al {number} per riceverne di nuovo.",
  "pref.left":
    "Questo negozio non invia più nulla tramite noi. Se dici qui che non vuoi nulla, varrà anche se il negozio torna.",
  "pref.gone-title": "Questo link non funziona più",
  "pref.gone":
    "È sbagliato o troppo vecchio. Per terminare i nostri SMS rispondi STOP; la nostra ultima e-mail ha un link valido.",
  "optin.ask":
    "{shop}: rispondi SI per ricevere via SMS: {what}. La frequenza varia. Possono applicarsi costi. HELP per assistenza, STOP per terminare.",
  "optin.ask-link":
    "{shop}: per ricevere via SMS {what}, conferma qui: {url} La frequenza varia. Possono applicarsi costi. Se non sei stato tu, non fare nulla.",
  "optin.ask-subject": "Conferma: {what} ({shop})",
  "optin.ask-mail":
    "Qualcuno, speriamo tu, ha chiesto a {shop} di inviare a questo indirizzo: {what}.\n\nSe sei stato tu, conferma qui: {url}\n\nAltrimenti non fare nulla: non riceverai nulla.",
  "optin.welcome":
    "{shop}: ora ricevi via SMS: {what}. La frequenza varia. Possono applicarsi costi. HELP per assistenza, STOP per terminare.",
  "optin.welcome-link":
    "{shop}: ora ricevi via SMS: {what}. La frequenza varia. Possono applicarsi costi. Cambia o termina: {url}",
  "optin.welcome-subject": "Ora ricevi: {what} ({shop})",
  "optin.welcome-mail":
    "Grazie. {shop} ora invia a questo indirizzo: {what}.\n\nCambia o termina quando vuoi: {url}",
  "signup.title": "Novità e offerte di {shop}",
  "signup.address": "Il tuo cellulare con il prefisso del paese, o il tuo indirizzo e-mail",
  "signup.next": "Continua",
  "signup.bad-address":
    "Non è un numero con il prefisso del paese, come +39 312 345 6789, né un indirizzo e-mail.",
  "signup.choose": "Seleziona che cosa vuoi ricevere.",
  "signup.asked":
    "Grazie. Se possiamo scrivere lì, una domanda è in arrivo: non riceverai nulla finché non rispondi sì.",
  "oneway.choose": "Scegli qui: {url}",
  "oneway.end": "Niente più offerte: {url}",
};
