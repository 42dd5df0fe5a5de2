import type { consent as en } from "#app/words/en/consent.ts";

export const consent: Record<keyof typeof en, string> = {
  "purpose.marketing": "Offres et nouveautés",
  "purpose.cart-reminders": "Rappels d’un panier abandonné",
  "purpose.updates": "Suivi de vos commandes",
  "purpose.support": "Réponses à vos messages",
  "agree.marketing":
    "J’accepte de recevoir régulièrement de {shop} des {way, select, sms {SMS} whatsapp {messages WhatsApp} other {e-mails}} publicitaires automatisés (offres et nouveautés).",
  "agree.cart-reminders":
    "J’accepte de recevoir de {shop} des {way, select, sms {SMS} whatsapp {messages WhatsApp} other {e-mails}} automatisés me rappelant un panier abandonné, que la boutique connaît par ses cookies et mes saisies.",
  "agree.updates":
    "J’accepte de recevoir de {shop} des {way, select, sms {SMS} whatsapp {messages WhatsApp} other {e-mails}} au sujet de mes commandes.",
  "agree.support":
    "J’accepte de recevoir de {shop} des {way, select, sms {SMS} whatsapp {messages WhatsApp} other {e-mails}} en réponse à mes messages.",
  "agree.condition": "Ce consentement n’est pas une condition d’achat.",
  "agree.frequency": "La fréquence des messages varie.",
  "agree.rates": "Des frais de messages et de données peuvent s’appliquer.",
  "agree.stop":
    "{stop, select, reply {Répondez STOP pour arrêter, HELP pour de l’aide.} link {Chaque SMS contient un lien pour les arrêter.} other {Chaque e-mail contient un lien de désabonnement.}}",
  "agree.withdraw": "Je peux retirer mon consentement à tout moment et sans frais.",
  "agree.who": "Expéditeur : {shop}, {contact}.",
  "agree.links": "Conditions : {terms} Confidentialité : {privacy}",
  "mail.unsubscribe": "Se désabonner : {url}",
  "mail.subject": "Votre message",
  "pref.title": "Que pouvons-nous vous envoyer ?",
  "pref.for": "Pour {address}",
  "pref.by": "{way, select, sms {Par SMS} whatsapp {Par WhatsApp} other {Par e-mail}}",
  "pref.save": "Enregistrer",
  "pref.none": "Ne m’envoyez plus rien",
  "pref.saved": "C’est enregistré.",
  "pref.stale":
    "Cette page est restée ouverte trop longtemps : votre accord n’a pas été enregistré. Veuillez la relire et accepter à nouveau.",
  "pref.none-saved": "C’est fait. Nous ne vous enverrons plus rien ici.",
  "pref.asked": "Vous l’avez demandé. Veuillez le confirmer, sinon rien n’est envoyé.",
  "pref.confirm": "Oui, j’accepte",
  "pref.confirmed": "Merci. C’est confirmé.",
  "pref.blocked":
    "Votre opérateur bloque nos SMS depuis que vous avez répondu STOP. Envoyez START au {number} pour en recevoir à nouveau.",
  "pref.left":
    "Cette boutique n’envoie plus rien par notre service. Dites ici que vous ne voulez plus rien : cela vaudra aussi si elle revient.",
  "pref.gone-title": "Ce lien ne fonctionne plus",
  "pref.gone":
    "Il est erroné ou trop ancien. Pour arrêter nos SMS, répondez STOP ; notre dernier e-mail contient un lien valable.",
  "optin.ask":
    "{shop} : répondez OUI pour recevoir par SMS : {what}. Fréquence variable. Des frais peuvent s’appliquer. HELP pour de l’aide, STOP pour arrêter.",
  "optin.ask-link":
    "{shop} : pour recevoir par SMS {what}, confirmez ici : {url} Fréquence variable. Des frais peuvent s’appliquer. Si ce n’était pas vous, ne faites rien.",
  "optin.ask-subject": "Veuillez confirmer : {what} ({shop})",
  "optin.ask-mail":
    "Quelqu’un, vous espérons-nous, a demandé à {shop} d’envoyer à cette adresse : {what}.\n\nSi c’était vous, confirmez ici : {url}\n\nSinon, ne faites rien : vous ne recevrez rien.",
  "optin.welcome":
    "{shop} : vous recevez désormais par SMS : {what}. Fréquence variable. Des frais peuvent s’appliquer. HELP pour de l’aide, STOP pour arrêter.",
  "optin.welcome-link":
    "{shop} : vous recevez désormais par SMS : {what}. Fréquence variable. Des frais peuvent s’appliquer. Modifier ou arrêter : {url}",
  "optin.welcome-subject": "Vous recevez désormais : {what} ({shop})",
  "optin.welcome-mail":
    "Merci. {shop} envoie désormais à cette adresse : {what}.\n\nModifier ou arrêter à tout moment : {url}",
  "signup.title": "Nouveautés et offres de {shop}",
  "signup.address": "Votre numéro de mobile avec l’indicatif du pays, ou votre adresse e-mail",
  "signup.next": "Continuer",
  "signup.bad-address":
    "Ce n’est ni un numéro avec l’indicatif du pays, comme +33 6 12 34 56 78, ni une adresse e-mail.",
  "signup.choose": "Cochez ce que vous souhaitez recevoir.",
  "signup.asked":
    "Merci. Si nous pouvons y écrire, une question est en route : rien n’arrive tant que vous n’y répondez pas oui.",
  "oneway.choose": "Votre choix ici : {url}",
  "oneway.end": "Ne plus recevoir d’offres : {url}",
};
