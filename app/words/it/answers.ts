export const answers = {
  "answer.greeting": "Ciao! Posso dirti dov’è il tuo ordine, oppure chiamare una persona.",
  "answer.thanks": "Prego!",
  "answer.which-number":
    "Qual è il tuo numero d’ordine? È simile a #1001 e si trova nell’e-mail di conferma.",
  "answer.new-contact":
    "Forse ci hai già scritto. Per unire le conversazioni devo sapere che sei tu: invia il numero di uno dei tuoi ordini. Un codice andrà all’e-mail o al telefono indicati lì.",
  "answer.which-order": "Di quale ordine si tratta?",
  "answer.none-found":
    "Non trovo qui un tuo ordine recente. Qual è il tuo numero d’ordine? Si trova nell’e-mail di conferma.",
  "answer.handed-over": "Ho chiesto a una persona di aiutarti. {hours}",
  "answer.not-available": "Al momento non posso controllare, quindi ho chiesto a una persona. {hours}",
  "choice.where": "Dov’è il mio ordine?",
  "choice.a-person": "Parlare con qualcuno",
  "choice.order": "Ordine {name}, {day}",
  "hours.open": "Qualcuno ti risponde qui a breve.",
  "hours.closed": "Il nostro team torna {when} e ti risponderà qui.",
  "hours.never": "Il nostro team ti risponderà qui appena possibile.",
};
