export const away = {
  "away.offer":
    "{ways, select, both {Sie gehen? Antwort per E-Mail oder SMS erhalten} sms {Sie gehen? Antwort per SMS erhalten} other {Sie gehen? Antwort per E-Mail erhalten}}",
  "away.field":
    "{ways, select, both {E-Mail-Adresse oder Handynummer} sms {Handynummer} other {E-Mail-Adresse}}",
  "away.next": "Weiter",
  "away.agree": "Ja, bitte benachrichtigen",
  "away.told": "Wenn Sie nicht hier sind, geht die Antwort auch an {address}.",
  "away.odd":
    "Dorthin können wir nicht schreiben. Bitte prüfen Sie die Angabe; eine Nummer braucht die Landesvorwahl, etwa +49.",
  "away.first": "Bitte schreiben Sie zuerst Ihre Frage, dann Ihre Adresse.",
  "away.many": "Zu viele Versuche. Bitte versuchen Sie es in einer Stunde wieder.",
  "away.subject": "{shop} hat Ihnen geantwortet",
  "away.mail":
    "{shop} hat Ihnen im Chat geantwortet:\n\n{words}\n\nZum Chat: {url}\nSie können auch einfach auf diese E-Mail antworten.\n\nKeine weiteren davon: {stop}",
  "away.sms": "{shop}: {words}\n{url}\nMit STOP abbestellen.",
};
