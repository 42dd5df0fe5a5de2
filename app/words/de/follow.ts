export const follow = {
  "choice.follow": "Bescheid geben",
  "choice.unfollow": "Nicht mehr melden",
  "follow.on": "Wir sagen Ihnen hier, wenn sich bei Bestellung {name} etwas tut.",
  "follow.off": "Wir melden uns nicht mehr, wenn sich bei Bestellung {name} etwas tut.",
  "alert.stop": "STOP beendet diese SMS.",
};
