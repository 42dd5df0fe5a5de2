/** What the answers say around an order's status. ICU messages: an apostrophe before a brace is doubled. */
export const answers = {
  "answer.greeting": "Hello! I can tell you where your order is, or get a person for you.",
  "answer.thanks": "You are welcome!",
  "answer.which-number":
    "What is your order number? It looks like #1001 and stands in your confirmation email.",
  "answer.new-contact":
    "You may well have written to us before. To put that together with this I need to know that it is you: send the number of one of your orders. A code then goes to the email address or phone number on it.",
  "answer.which-order": "Which order do you mean?",
  "answer.none-found":
    "I find no recent order for you here. What is your order number? It stands in your confirmation email.",
  "answer.handed-over": "I have asked a person to help you. {hours}",
  "answer.not-available": "I cannot look that up right now, so I have asked a person. {hours}",
  "choice.where": "Where is my order?",
  "choice.a-person": "Talk to a person",
  "choice.order": "Order {name}, {day}",
  "hours.open": "Someone answers you here shortly.",
  "hours.closed": "Our team is back {when} and will answer you here.",
  "hours.never": "Our team will answer you here as soon as they can.",
};
