import { near, type OptOutRules, whole, words } from "#app/understanding/opt-out/rules.ts";

const NEWS =
  "sms|nachrichten?|mails?|e ?mails?|werbung|werbe\\w+|newsletters?|spam|angebote|infos?|benachrichtigungen|kontakt\\w*|anrufe|texte|post";
const STOPS = "(?:stopp?t?|stoppen|beend\\w+|aufhoren|einstellen)";

export const de: OptOutRules = {
  certain: [
    words("(?:abmelde|abbestell|austrage|widerrufs)(?:link|button|knopf|seite|moglichkeit)"),
    words(
      `(?:bitte )?keine?n?(?: (?:weiteren?|solchen?))? (?:${NEWS})(?: (?:mehr|bitte|von \\w+|schicken|senden))*$`,
    ),
    words(
      `keine?n?(?: (?:weiteren?|solchen?))? (?:${NEWS})(?: von \\w+)? mehr(?: (?:von \\w+|bekommen|erhalten|empfangen|haben|schicken|senden|zusenden))*$`,
    ),
    words(`(?:will|mochte|mochten|wunsche|wollen|wurde)(?: \\w+){0,3} keine?n? (?:\\w+ )?(?:${NEWS})`),
    words(
      "nicht (?:mehr|weiter|langer) (?:kontaktier\\w*|angeschrieben|schreiben|anschreiben|kontaktiert|belastigt|texten|belastig\\w*)",
    ),
    words(
      "(?:schreib\\w*|kontaktier\\w*|belastig\\w*|text\\w*|simst)(?: (?:sie|ihr))?(?: (?:mir|mich|uns))? (?:nicht mehr|nie wieder|nie mehr|bitte nicht mehr|nicht weiter)",
    ),
    words(
      `(?:schick\\w*|send\\w*)(?: (?:sie|ihr))?(?: (?:mir|uns)) (?:bitte )?(?:nichts|keine?n? (?:weiteren? )?(?:${NEWS}))`,
    ),
    words(
      `(?:hor\\w*)(?: sie| ihr)?(?: (?:endlich|bitte|sofort|damit))* auf(?:$| mir| uns| mit (?:den|dem|der|diesen) (?:${NEWS})| damit)`,
      `hort mit (?:den|dem|der) (?:${NEWS}) auf`,
    ),
    words(
      `${STOPS} (?:(?:mit|die|den|der|das|diese|eure|ihre|sie|alle) )*(?:${NEWS})`,
      `(?:${NEWS}) (?:${STOPS}|abbestellen|abmelden|kundigen|beenden)`,
    ),
    words(
      "(?:meld\\w*) (?:sie |ihr )?mich(?: \\w+){0,3} ab",
      "(?:melde|meld) ich mich(?: \\w+){0,3} ab",
      "(?:newsletter|verteiler|liste)(?: \\w+){0,2} (?:abmelden|abbestellen|austragen|streichen|loschen|raus)",
    ),
    words(
      "(?:mochte|will|kann|mich) (?:ich )?(?:mich )?(?:hier |bitte )?(?:vom \\w+ )?(?:abmelden|abbestellen|austragen)",
      "trag\\w* mich(?: \\w+){0,3} aus",
      "(?:streich\\w*|nehm\\w*|nimm) (?:sie )?mich(?: \\w+)? (?:von|aus)(?: \\w+)? (?:liste|verteiler)",
    ),
    words("(?:lasst?|lassen)(?: sie)? (?:mich|uns) (?:bitte |endlich )?in (?:ruhe|frieden)"),
    words(
      "(?:losch\\w*|entfern\\w*)(?: sie| bitte)* (?:meine|diese|die)? ?(?:telefon|handy|mobil)?nummer",
      "(?:handy)?nummer (?:bitte )?loschen",
      "(?:losch\\w*|entfern\\w*)(?: sie)? (?:meine )?(?:kontaktdaten|daten)",
    ),
    words(
      "(?:widerruf\\w*|nehme)(?: ich)?(?: \\w+)? (?:einwilligung|zustimmung)",
      "widerruf der (?:einwilligung|zustimmung)",
      "widerspreche(?: \\w+){0,5} werbung",
    ),
    words(
      "nie (?:angemeldet|zugestimmt|abonniert|eingewilligt)",
      "kein interesse bitte (?:loschen|nicht mehr\\w*)",
      "wie (?:stelle|schalte) ich (?:diese|die|eure)(?: \\w+)? (?:sms|nachrichten|mails|werbung) (?:ab|aus)",
    ),
    whole("(?:das |dies )?(?:ist )?spam", "verschwind\\w*", "unterlassen sie das", "verpisst? \\w+"),
  ],
  unlessAbout: [
    words("falsche (?:nummer|person)", "(?:nummer|person) geirrt", "falschen (?:kontakt|empfanger)"),
    /^ich bin nicht (?:herr|frau) \p{L}+/u,
    /^(?:\p{L}+ ){0,2}(?:stopp?|stoppen)(?: (?:das|damit|es|sofort))?$/u,
  ],
  about:
    /\b(?:bestellung|bestellen|rechnung|hausnummer|angegeben|versand|lieferung|paket|artikel|laden|vorbeikommen|uhr|immer|zahlung|konto|karte|bekomme keine|bekommen|rucksendung|nachnahme|warten|ersatz\w*|grosse|farbe|lampe|tur|nachbarn?|erhalten habe|lieber|zu meinem|welche nummer|im spam(?:ordner)?|nochmal|noch keine?n?|gar keine?n?|anrufen)\b/u,
  doubt: [words("(?:das )?nervt"), whole("kein interesse(?: danke)?")],
  loose: [
    near(
      "keine?n?",
      2,
      "(?:sms|werbung|nachrichten|mails?|e ?mails?|anrufe|newsletter)(?: (?:an|auf|von|mehr|bitte)(?: .*)?)",
    ),
    near(
      "entfern\\w*|losch\\w*|streich\\w*|nehm\\w*|nimm",
      3,
      "(?:mich aus|mich von|uns aus|meine daten|meine nummer|diese nummer|mich bitte)",
    ),
    near(
      "nicht|nie|nichts",
      3,
      "(?:kontaktier\\w*|anschreib\\w*|angeschrieben|anruf\\w*|belastig\\w*|schreib\\w*|mehr schick\\w*|mehr send\\w*)",
    ),
    near(
      "stop\\w*|hor\\w*|unterlass\\w*|beend\\w*|blockier\\w*",
      4,
      `(?:${NEWS}|schreiben|kontaktieren|texten)`,
    ),
    near(
      "nehm\\w*|nimm|entfern\\w*|streich\\w*|losch\\w*|trag\\w*",
      5,
      "(?:system|liste|verteiler|datei|datenbank|handynummer|telefonnummer)",
    ),
    near(
      "nichts|nie|nicht|keine?n?",
      3,
      "(?:von (?:euch|ihnen) (?:horen|bekommen|erhalten|lesen)|kontaktiert werden|angeschrieben werden|die nummer von|(?:meine|seine|ihre) nummer|zugestimmt)",
    ),
    words("nichts mehr (?:von|schicken|senden|bekommen|erhalten)", "nicht mehr die nummer"),
  ],
  ending: words(
    "stop\\w*|hor\\w* auf|auf\\w*horen|beend\\w*|keine?n?|nicht mehr|nie|nichts mehr|losch\\w*|entfern\\w*|streich\\w*|austrag\\w*|abmeld\\w*|abbestell\\w*|verbitte|unterlass\\w*|verbiete|untersage|genug|nervt|nerven",
  ),
  writing: words(
    `${NEWS}|kontaktier\\w*|anschreib\\w*|schreib\\w*|(?:der|ihrer|eurer|von der) (?:liste|datenbank|kartei)|verteiler|meine (?:nummer|daten|handynummer)|diese nummer`,
  ),
  promotions: /\b(?:werbung|werbe\w+|newsletters?|angebote|verteiler|spam|marketing)\b/u,
  emails: /\b(?:mails?|e ?mails?|newsletters?)\b/u,
  texts: /\b(?:sms|\w*nummer|simst)\b/u,
};
