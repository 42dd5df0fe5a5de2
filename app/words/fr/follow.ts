export const follow = {
  "choice.follow": "Me tenir au courant",
  "choice.unfollow": "Arrêter ces messages",
  "follow.on": "Nous vous dirons ici quand la commande {name} avance.",
  "follow.off": "Nous ne vous dirons plus quand la commande {name} avance.",
  "alert.stop": "STOP pour ne plus recevoir de SMS.",
};
