export const answers = {
  "answer.greeting": "Hallo! Ik kan zeggen waar uw bestelling is, of iemand voor u halen.",
  "answer.thanks": "Graag gedaan!",
  "answer.which-number": "Wat is uw bestelnummer? Het lijkt op #1001 en staat in uw bevestigingsmail.",
  "answer.new-contact":
    "Misschien hebt u ons al eerder geschreven. Om dat samen te voegen moet ik weten dat u het bent: stuur het nummer van een van uw bestellingen. Er gaat dan een code naar het e-mailadres of telefoonnummer dat erop staat.",
  "answer.which-order": "Welke bestelling bedoelt u?",
  "answer.none-found":
    "Ik vind hier geen recente bestelling van u. Wat is uw bestelnummer? Het staat in uw bevestigingsmail.",
  "answer.handed-over": "Ik heb iemand gevraagd u te helpen. {hours}",
  "answer.not-available": "Ik kan dat nu niet opzoeken en heb iemand gevraagd u te helpen. {hours}",
  "choice.where": "Waar is mijn pakket?",
  "choice.a-person": "Met iemand praten",
  "choice.order": "{name}, {day}",
  "hours.open": "Iemand antwoordt u hier zo.",
  "hours.closed": "Ons team is {when} terug en antwoordt u hier.",
  "hours.never": "Ons team antwoordt u hier zodra het kan.",
};
