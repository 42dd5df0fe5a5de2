/** "Tell me when it moves": ICU messages. */
export const follow = {
  "choice.follow": "Keep me posted",
  "choice.unfollow": "Stop these messages",
  "follow.on": "We will tell you here when order {name} moves.",
  "follow.off": "We will not tell you any more when order {name} moves.",
  "alert.stop": "Reply STOP to get no more texts.",
};
