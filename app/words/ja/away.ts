export const away = {
  "away.offer":
    "{ways, select, both {席を外しますか？回答をメールかSMSで受け取る} sms {席を外しますか？回答をSMSで受け取る} other {席を外しますか？回答をメールで受け取る}}",
  "away.field": "{ways, select, both {メールアドレスまたは携帯番号} sms {携帯番号} other {メールアドレス}}",
  "away.next": "次へ",
  "away.agree": "はい、知らせてください",
  "away.told": "こちらにいらっしゃらない場合、回答は{address}にもお送りします。",
  "away.odd": "そちらにはお送りできません。ご確認ください。番号には+81などの国番号が必要です。",
  "away.first": "先にご質問をお書きになってから、宛先をご入力ください。",
  "away.many": "試行回数が多すぎます。1時間後にもう一度お試しください。",
  "away.subject": "{shop}からの回答",
  "away.mail":
    "{shop}がチャットで回答しました：\n\n{words}\n\nチャットを開く：{url}\nこのメールにそのまま返信することもできます。\n\n配信停止：{stop}",
  "away.sms": "{shop}: {words}\n{url}\n停止はSTOPと返信。",
};
