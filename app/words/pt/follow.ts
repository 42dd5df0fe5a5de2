export const follow = {
  "choice.follow": "Avisem-me quando avançar",
  "choice.unfollow": "Parar estas mensagens",
  "follow.on": "Avisamos aqui quando a encomenda {name} avançar.",
  "follow.off": "Já não avisamos quando a encomenda {name} avançar.",
  "alert.stop": "Responda STOP para não receber mais SMS.",
};
