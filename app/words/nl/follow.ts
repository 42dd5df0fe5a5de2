export const follow = {
  "choice.follow": "Laat weten als er iets gebeurt",
  "choice.unfollow": "Stop deze berichten",
  "follow.on": "We laten het u hier weten als er iets gebeurt met bestelling {name}.",
  "follow.off": "We laten het niet meer weten als er iets gebeurt met bestelling {name}.",
  "alert.stop": "Stuur STOP om geen sms meer te krijgen.",
};
