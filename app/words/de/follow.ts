export const follow = {
  "choice.follow": "Sagt mir, wenn sich etwas tut",
  "choice.unfollow": "Diese Nachrichten beenden",
  "follow.on": "Wir sagen Ihnen hier, wenn sich bei Bestellung {name} etwas tut.",
  "follow.off": "Wir melden uns nicht mehr, wenn sich bei Bestellung {name} etwas tut.",
  "alert.stop": "STOP beendet diese SMS.",
};
