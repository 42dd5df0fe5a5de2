export const follow = {
  "choice.follow": "Houd me op de hoogte",
  "choice.unfollow": "Stop deze berichten",
  "follow.on": "We laten het u hier weten als er iets gebeurt met bestelling {name}.",
  "follow.off": "We laten het niet meer weten als er iets gebeurt met bestelling {name}.",
  "alert.stop": "Stuur STOP om geen sms meer te krijgen.",
};
