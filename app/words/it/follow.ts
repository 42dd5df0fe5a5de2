export const follow = {
  "choice.follow": "Avvisatemi quando si muove",
  "choice.unfollow": "Basta con questi messaggi",
  "follow.on": "La avviseremo qui quando l'ordine {name} si muove.",
  "follow.off": "Non la avviseremo più quando l'ordine {name} si muove.",
  "alert.stop": "STOP per non ricevere altri SMS.",
};
