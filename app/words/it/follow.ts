export const follow = {
  "choice.follow": "Tenermi al corrente",
  "choice.unfollow": "Basta messaggi",
  "follow.on": "La avviseremo qui quando l'ordine {name} si muove.",
  "follow.off": "Non la avviseremo più quando l'ordine {name} si muove.",
  "alert.stop": "STOP per non ricevere altri SMS.",
};
