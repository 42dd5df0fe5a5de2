export const away = {
  "away.offer":
    "{ways, select, both {Vai via? Ricevi la risposta per e-mail o SMS} sms {Vai via? Ricevi la risposta per SMS} other {Vai via? Ricevi la risposta per e-mail}}",
  "away.field":
    "{ways, select, both {Indirizzo e-mail o numero di cellulare} sms {Numero di cellulare} other {Indirizzo e-mail}}",
  "away.next": "Avanti",
  "away.agree": "Sì, avvisatemi",
  "away.told": "Se non sei qui, la risposta arriva anche a {address}.",
  "away.odd":
    "Non possiamo scrivere lì. Controlla; un numero ha bisogno del prefisso del paese, ad esempio +39.",
  "away.first": "Scrivi prima la tua domanda, poi lascia il tuo indirizzo.",
  "away.many": "Troppi tentativi. Riprova tra un’ora.",
  "away.subject": "{shop} ti ha risposto",
  "away.mail":
    "{shop} ti ha risposto nella chat:\n\n{words}\n\nApri la chat: {url}\nPuoi anche rispondere a questa e-mail.\n\nNon riceverne più: {stop}",
  "away.sms": "{shop}: {words}\n{url}\nRispondi STOP per terminare.",
};
