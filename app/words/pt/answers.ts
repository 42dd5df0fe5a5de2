export const answers = {
  "answer.greeting": "Olá! Posso dizer onde está o seu pedido ou chamar uma pessoa.",
  "answer.thanks": "De nada!",
  "answer.which-number":
    "Qual é o número do seu pedido? É parecido com #1001 e está no e-mail de confirmação.",
  "answer.new-contact":
    "Talvez já nos tenha escrito antes. Para juntar tudo, preciso de saber que é mesmo você: envie o número de um dos seus pedidos. Enviaremos um código para o e-mail ou telefone que consta nele.",
  "answer.which-order": "A que pedido se refere?",
  "answer.none-found":
    "Não encontro aqui nenhum pedido recente seu. Qual é o número do pedido? Está no e-mail de confirmação.",
  "answer.handed-over": "Pedi a uma pessoa que o ajudasse. {hours}",
  "answer.not-available": "Não consigo consultar isso agora, por isso pedi a uma pessoa. {hours}",
  "choice.where": "E a minha encomenda?",
  "choice.a-person": "Falar com uma pessoa",
  "choice.order": "Pedido {name}, {day}",
  "hours.open": "Alguém responde aqui em breve.",
  "hours.closed": "A nossa equipa volta {when} e responde aqui.",
  "hours.never": "A nossa equipa responde aqui assim que puder.",
};
