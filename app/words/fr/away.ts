export const away = {
  "away.offer":
    "{ways, select, both {Vous partez ? Recevez la réponse par e-mail ou SMS} sms {Vous partez ? Recevez la réponse par SMS} other {Vous partez ? Recevez la réponse par e-mail}}",
  "away.field":
    "{ways, select, both {Adresse e-mail ou numéro de mobile} sms {Numéro de mobile} other {Adresse e-mail}}",
  "away.next": "Suivant",
  "away.agree": "Oui, prévenez-moi",
  "away.told": "Si vous n’êtes plus là, la réponse ira aussi à {address}.",
  "away.odd":
    "Nous ne pouvons pas écrire à cette adresse. Vérifiez-la ; un numéro doit avoir son indicatif, par exemple +33.",
  "away.first": "Écrivez d’abord votre question, puis laissez votre adresse.",
  "away.many": "Trop d’essais. Réessayez dans une heure.",
  "away.subject": "{shop} vous a répondu",
  "away.mail":
    "{shop} vous a répondu dans le chat :\n\n{words}\n\nOuvrir le chat : {url}\nVous pouvez aussi répondre à cet e-mail.\n\nNe plus en recevoir : {stop}",
  "away.sms": "{shop} : {words}\n{url}\nSTOP pour arrêter.",
};
