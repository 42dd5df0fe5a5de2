export const answers = {
  "answer.greeting": "Bonjour ! Je peux vous dire où en est votre commande, ou appeler une personne.",
  "answer.thanks": "Je vous en prie !",
  "answer.which-number":
    "Quel est votre numéro de commande ? Il ressemble à #1001 et figure dans votre e-mail de confirmation.",
  "answer.new-contact":
    "Vous nous avez peut-être déjà écrit. Pour réunir le tout, je dois savoir que c’est bien vous : envoyez le numéro d’une de vos commandes. Un code partira à l’adresse e-mail ou au téléphone qui y figure.",
  "answer.which-order": "De quelle commande s’agit-il ?",
  "answer.none-found":
    "Je ne trouve pas de commande récente pour vous ici. Quel est votre numéro de commande ? Il figure dans votre e-mail de confirmation.",
  "answer.handed-over": "J’ai demandé à une personne de vous aider. {hours}",
  "answer.not-available":
    "Je ne peux pas consulter cela pour le moment ; j’ai donc demandé à une personne. {hours}",
  "choice.where": "Où est ma commande ?",
  "choice.a-person": "Parler à quelqu’un",
  "choice.order": "{name}, {day}",
  "hours.open": "Quelqu’un vous répond ici dans peu de temps.",
  "hours.closed": "Notre équipe est de retour {when} et vous répondra ici.",
  "hours.never": "Notre équipe vous répondra ici dès que possible.",
};
