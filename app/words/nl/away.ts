export const away = {
  "away.offer":
    "{ways, select, both {Gaat u weg? Krijg het antwoord per e-mail of sms} sms {Gaat u weg? Krijg het antwoord per sms} other {Gaat u weg? Krijg het antwoord per e-mail}}",
  "away.field": "{ways, select, both {E-mailadres of mobiel nummer} sms {Mobiel nummer} other {E-mailadres}}",
  "away.next": "Verder",
  "away.agree": "Ja, laat het mij weten",
  "away.told": "Als u er niet bent, gaat het antwoord ook naar {address}.",
  "away.odd":
    "Daar kunnen wij niet naartoe schrijven. Controleer het; een nummer heeft een landcode nodig, zoals +31.",
  "away.first": "Schrijf eerst uw vraag en laat dan uw adres achter.",
  "away.many": "Te veel pogingen. Probeer het over een uur opnieuw.",
  "away.subject": "{shop} heeft u geantwoord",
  "away.mail":
    "{shop} heeft u in de chat geantwoord:\n\n{words}\n\nOpen de chat: {url}\nU kunt ook gewoon op deze e-mail antwoorden.\n\nNiet meer ontvangen: {stop}",
  "away.sms": "{shop}: {words}\n{url}\nAntwoord STOP om te stoppen.",
};
