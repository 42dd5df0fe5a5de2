export const answers = {
  "answer.greeting": "Hallo! Ich kann Ihnen sagen, wo Ihre Bestellung ist, oder jemanden für Sie holen.",
  "answer.thanks": "Gern geschehen!",
  "answer.which-number":
    "Wie lautet Ihre Bestellnummer? Sie sieht aus wie #1001 und steht in Ihrer Bestätigungs-E-Mail.",
  "answer.new-contact":
    "Gut möglich, dass Sie uns schon geschrieben haben. Um das zusammenzuführen, muss ich wissen, dass Sie es sind: Schicken Sie mir die Nummer einer Ihrer Bestellungen. Dann geht ein Code an die E-Mail-Adresse oder Telefonnummer, die dort steht.",
  "answer.which-order": "Welche Bestellung meinen Sie?",
  "answer.none-found":
    "Ich finde hier keine aktuelle Bestellung von Ihnen. Wie lautet Ihre Bestellnummer? Sie steht in Ihrer Bestätigungs-E-Mail.",
  "answer.handed-over": "Ich habe jemanden gebeten, Ihnen zu helfen. {hours}",
  "answer.not-available":
    "Ich kann das gerade nicht nachsehen und habe jemanden gebeten, Ihnen zu helfen. {hours}",
  "choice.where": "Wo ist mein Paket?",
  "choice.a-person": "Mit jemandem reden",
  "choice.order": "{name}, {day}",
  "hours.open": "Jemand antwortet Ihnen hier in Kürze.",
  "hours.closed": "Unser Team ist {when} wieder da und antwortet Ihnen hier.",
  "hours.never": "Unser Team antwortet Ihnen hier, sobald es kann.",
};
