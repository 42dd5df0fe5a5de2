export const follow = {
  "choice.follow": "Manter-me a par",
  "choice.unfollow": "Parar mensagens",
  "follow.on": "Avisamos aqui quando a encomenda {name} avançar.",
  "follow.off": "Já não avisamos quando a encomenda {name} avançar.",
  "alert.stop": "Responda STOP para não receber mais SMS.",
};
