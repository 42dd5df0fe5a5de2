import { near, type OptOutRules, whole, words } from "#app/understanding/opt-out/rules.ts";

const NEWS =
  "berichten|berichtjes|sms|smsjes|appjes|mails?|e ?mails?|mailtjes|reclame|spam|nieuwsbrie\\w+|aanbiedingen|promoties|advertenties|meldingen|contact";
const SEND = "(?:stuur|sms|app|mail|schrijf|bericht|contacteer|bel|benader|text)";

export const nl: OptOutRules = {
  certain: [
    words("(?:afmeld|uitschrijf)(?:link|knop|button|pagina)"),
    words(
      `(?:stop|hou op|houd op|stoppen|kap|opzeggen|uitschrijven|afmelden)(?: (?:met|die|deze|de|het|jullie|mij|me|te|sturen|van|voor|alle))* (?:${NEWS}|sturen|appen|mailen|sms en|smsen|bellen)`,
    ),
    words(
      `(?<!(?:heb|nog|kreeg|krijg|hebben|zie) )geen (?:${NEWS})(?: (?:meer|aub|graag|sturen|ontvangen|alsjeblieft|alstublieft|bedankt|opnemen|op|van jullie|met (?:mij|me) op))*$`,
    ),
    words(
      `(?:wil|wens|wenst|hoef)(?: \\w+){0,2} geen(?: \\w+)? ?(?:${NEWS})`,
      "wil (?:ik )?niet (?:meer )?(?:benaderd|gecontacteerd|geappt|gemaild|gebeld)",
    ),
    words(
      `${SEND} (?:mij|me|ons)(?: \\w+)? (?:niet meer|niks meer|niets meer|nooit meer|geen (?:${NEWS}))`,
      `stuur (?:mij |me )?geen (?:${NEWS})`,
      `stuur (?:mij |me )?(?:niks|niets)(?: meer)?$`,
      "niet meer (?:sturen|benaderen|appen|mailen|smsen)",
    ),
    words(
      "neem geen contact(?: meer)?",
      "laat (?:mij|me|ons) met rust",
      "val (?:mij|me|ons)(?: \\w+)? (?:niet )?(?:meer )?lastig",
    ),
    words(
      "(?:meld|schrijf) (?:ik )?(?:mij|me)(?: \\w+){0,3} (?:af|uit)",
      "(?:mij|me) (?:afmelden|uitschrijven|uitschrijf)",
      "(?:uitschrijven|afmelden) (?:voor |van )?(?:de )?(?:nieuwsbrief|sms|mails?|lijst)",
    ),
    words(
      "(?:haal|verwijder|gooi) (?:mij|me)(?: \\w+){0,3} (?:lijst|bestand|systeem)",
      "(?:verwijder|wis|haal|vergeet|schrap) (?:mijn|dit) (?:telefoon|mobiele )?(?:nummer|gegevens|naam|contactgegevens)",
    ),
    words(
      "trek(?: \\w+)? (?:mijn )?toestemming in",
      "toestemming intrekken",
      "nooit (?:aangemeld|om gevraagd|toestemming)",
    ),
    whole("(?:dit )?(?:is )?spam", "rot op", "donder op", "hou (?:er)? ?mee op", "houd ermee op"),
  ],
  unlessAbout: [
    words("verkeerde? (?:nummer|persoon)", "niet (?:zijn|haar|het juiste) nummer"),
    /^(?:\p{L}+ ){0,1}(?:stop|stoppen)(?: (?:ermee|nu|hiermee))?$/u,
  ],
  about:
    /\b(?:bestelling|factuur|ingevuld|huisnummer|ordernummer|verzending|pakket|artikel|winkel|maat|over mijn|van de thee|wachten|geld terug|kaart|krijg|gekregen|gehad|buren|deur|maandag|rekening|kwijt|verkeerde (?:kleur|maat)|liever|nog geen|nog niet|in de spam|in mijn spam|welk nummer|opnieuw|bellen maar|code)\b/u,
  doubt: [whole("geen interesse(?: bedankt)?")],
  loose: [
    near("mijn nummer|mijn gegevens|mij|me", 4, "(?:systeem|lijst|bestand) (?:halen|verwijderen|wissen)"),
    near(
      "geen|niet meer|nooit meer|stop met",
      2,
      "(?:berichten|sms\\w*|appjes|reclame|spam|mailtjes|nieuwsbrief|mailen|appen|bellen|sturen|contact)(?: (?:meer|naar|aan|van|op|graag|aub)(?: .*)?)",
    ),
    near("stop|hou|houd|kap|blokkeer", 4, `(?:${NEWS}|sturen|appen|mailen|berichten)`),
    near("haal|verwijder|schrap|wis|gooi", 5, "(?:lijst|lijsten|bestand|systeem|database|mijn nummer)"),
    near(
      "niks|niets|nooit|niet|geen",
      4,
      "(?:van jullie (?:horen|ontvangen|krijgen)|het nummer van|mijn nummer|benaderd worden|gecontacteerd worden|toestemming)",
    ),
  ],
  ending: words(
    "stop\\w*|hou\\w* op|ophouden|geen|niet meer|nooit|niks|niets|haal|verwijder\\w*|schrap|wis|uitschrijv\\w*|afmeld\\w*|af|opzeggen|zat|weiger",
  ),
  writing: words(
    `${NEWS}|sturen|appen|mailen|contact|benader\\w*|(?:de|jullie|deze|die) (?:mailing|mail|verzend)?lijst|mailinglijst|mijn (?:nummer|gegevens)|dit nummer`,
  ),
  promotions: /\b(?:reclame|nieuwsbrie\w+|aanbiedingen|promoties|advertenties|spam|marketing)\b/u,
  emails: /\b(?:mails?|e ?mails?|mailen|mailtjes|nieuwsbrie\w+)\b/u,
  texts: /\b(?:sms\w*|appjes|nummer|app)\b/u,
};
