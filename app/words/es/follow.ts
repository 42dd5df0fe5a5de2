export const follow = {
  "choice.follow": "Mantenerme al día",
  "choice.unfollow": "Dejar de avisarme",
  "follow.on": "Le avisaremos aquí cuando el pedido {name} se mueva.",
  "follow.off": "Ya no le avisaremos cuando el pedido {name} se mueva.",
  "alert.stop": "Responda STOP para no recibir más SMS.",
};
