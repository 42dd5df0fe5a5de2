export const away = {
  "away.offer":
    "{ways, select, both {Vai sair? Receba a resposta por e-mail ou SMS} sms {Vai sair? Receba a resposta por SMS} other {Vai sair? Receba a resposta por e-mail}}",
  "away.field":
    "{ways, select, both {E-mail ou número de telemóvel} sms {Número de telemóvel} other {E-mail}}",
  "away.next": "Seguinte",
  "away.agree": "Sim, avisem-me",
  "away.told": "Se não estiver aqui, a resposta vai também para {address}.",
  "away.odd":
    "Não podemos escrever para aí. Verifique; um número precisa do indicativo do país, por exemplo +351.",
  "away.first": "Escreva primeiro a sua pergunta e depois deixe o seu endereço.",
  "away.many": "Demasiadas tentativas. Tente de novo dentro de uma hora.",
  "away.subject": "{shop} respondeu-lhe",
  "away.mail":
    "{shop} respondeu-lhe no chat:\n\n{words}\n\nAbrir o chat: {url}\nTambém pode responder a este e-mail.\n\nNão receber mais: {stop}",
  "away.sms": "{shop}: {words}\n{url}\nResponda STOP para terminar.",
};
