import { near, type OptOutRules, whole, words } from "#app/understanding/opt-out/rules.ts";

const NEWS =
  "messaggi\\w*|sms|e ?mails?|mails?|pubblicita|promozioni|promo|offerte|newsletters?|spam|notifiche|comunicazioni|avvisi";
const BETWEEN =
  "(?: (?:di|con|i|gli|le|la|il|questi|queste|vostri|vostre|mandarmi|inviarmi|altri|altre|piu|ricevere|a|dei|delle|ai|agli))*";
const SEND = "(?:scriv\\w+|mand\\w+|invi\\w+|contatt\\w+|disturb\\w+|spedi\\w+mi)";

export const it: OptOutRules = {
  certain: [
    words(
      "(?:link|pulsante|bottone|tasto) (?:di|per) (?:la )?(?:disiscri\\w+|cancellar(?:mi|si)|disdett\\w+)",
    ),
    words(`(?:basta|stop|smett\\w+|finitela|fermate|cessate|niente|nessun)${BETWEEN} (?:${NEWS})`),
    words(
      "(?:basta|smett\\w+)(?: di)? (?:scriver\\w+|mandarmi|inviarmi|contattar\\w+|disturbar\\w+)",
      "no pubblicita",
    ),
    words(
      `non (?:mi |ci )?${SEND} (?:piu|mai|altr\\w+|nulla|niente)`,
      "non (?:contattatemi|contattarmi|scrivetemi|scrivermi|disturbate|disturbatemi|mi contattate|mi scrivete)$",
    ),
    words(
      `non (?:voglio|desidero|vorrei|intendo|mi interessa) (?:piu )?(?:essere contattat[oa]|ricevere${BETWEEN} (?:${NEWS})|(?:altri |altre |vostri |vostre |i |le )*(?:${NEWS}))`,
    ),
    words(
      `non ricevere piu(?: \\w+){0,2} (?:${NEWS})`,
      "disiscri\\w+",
      "(?:annull\\w+|cancell\\w+) (?:l )?iscrizione",
    ),
    words(
      "(?:cancella|rimuov|togli|elimina)\\w*(?:mi|temi)(?: \\w+)? (?:dai|dalla|dalle|dal|dagli)",
      "(?:cancell|rimuov|elimin|dimentic|togli)\\w* (?:il )?mio (?:numero|contatto|nome)",
      "toglietemi dalla",
    ),
    words(
      "lascia(?:mi|temi|teci) (?:in pace|stare)",
      "(?:revoco|ritiro) (?:il )?(?:mio )?consenso",
      "mi oppongo",
      "mai iscritt[oa]",
    ),
    whole("(?:questo )?(?:e )?spam", "non disturbate", "basta cosi"),
  ],
  unlessAbout: [
    words(
      "numero (?:sbagliato|errato)",
      "sbagliat[oa] (?:numero|persona)",
      "sbagli\\w* (?:numero|persona)",
      "persona sbagliata",
      "non e il suo numero",
    ),
    /^(?:\p{L}+ ){0,1}(?:basta|stop)$/u,
  ],
  about:
    /\b(?:ordine|pacco|fattura|indirizzo|civico|spedizione|taglia|articolo|negozio|pulsante|reso|aspettare|rimbors\w+|carta|ricevo|ricevuto|arrivato|vicino|porta|settimana|conto|meglio|preferisco|chiam\w+|a che numero|quale numero|nello spam|nessuna|rimand\w+|codice)\b/u,
  doubt: [whole("non (?:mi )?(?:sono )?interessa\\w*")],
  loose: [
    near(
      "non|smett\\w*|basta|evit\\w*",
      3,
      "(?:scriver\\w+|scriv\\w+ piu|contattar\\w+|contattat\\w+|mandar\\w+ (?:piu|altr\\w+)|inviar\\w+ (?:piu|altr\\w+)|disturb\\w+)",
    ),
    near("niente|stop|basta", 2, `(?:${NEWS})`),
    near(
      "togli\\w*|elimin\\w+|cancell\\w+|rimuov\\w+|lev\\w+",
      4,
      "(?:mio numero|mia email|mio contatto|miei dati|vostr\\w+ (?:lista|liste|archivi\\w*|sistem\\w*|elenc\\w*))",
    ),
    near("smett\\w+|basta|ferm\\w+|blocc\\w+|cess\\w+", 4, `(?:${NEWS}|scriver\\w+|contattar\\w+)`),
    near(
      "togli\\w*|elimin\\w+|cancell\\w+|rimuov\\w+|rimozione",
      4,
      "(?:lista|liste|database|rubrica|mio numero|mia mail)",
    ),
    near(
      "non|mai",
      4,
      "(?:sentirvi|essere contattat[oa]|ricevere (?:piu|nulla|niente|altri|altre|vostri)|il mio numero|autorizz\\w+|consent\\w+)",
    ),
  ],
  ending: words(
    "smett\\w+|basta|ferm\\w+|non|mai|stop|togli\\w*|toglietemi|elimin\\w+|cancell\\w+|rimuov\\w+|disiscri\\w+|annull\\w+|stufo|stufa|rifiuto",
  ),
  writing: words(
    `${NEWS}|contatt\\w+|disturb\\w+|scriv\\w+|(?:la|dalla|vostra|dalle) (?:lista|liste|rubrica)|mio numero|mia mail|questo numero|iscrizione`,
  ),
  promotions: /\b(?:pubblicita|promozioni|promo|offerte|newsletters?|mailing list|spam|marketing)\b/u,
  emails: /\b(?:mails?|e ?mails?|newsletters?|mailing list)\b/u,
  texts: /\b(?:sms|numero|telefono)\b/u,
};
