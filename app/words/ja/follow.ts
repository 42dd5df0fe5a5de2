export const follow = {
  "choice.follow": "動きがあれば知らせてほしい",
  "choice.unfollow": "お知らせを止める",
  "follow.on": "ご注文{name}に動きがありましたら、こちらでお知らせします。",
  "follow.off": "ご注文{name}の動きはもうお知らせしません。",
  "alert.stop": "配信停止はSTOPとご返信ください。",
};
