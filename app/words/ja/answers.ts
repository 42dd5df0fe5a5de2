export const answers = {
  "answer.greeting": "こんにちは。ご注文の状況をお調べするか、担当者におつなぎします。",
  "answer.thanks": "どういたしまして。",
  "answer.which-number": "注文番号を教えてください。#1001 のような番号で、確認メールに記載されています。",
  "answer.new-contact":
    "以前にもご連絡をいただいているかもしれません。ご本人と確認してまとめるため、ご注文番号を一つお送りください。その注文のメールアドレスまたは電話番号に確認コードをお送りします。",
  "answer.which-order": "どのご注文でしょうか。",
  "answer.none-found":
    "こちらでは最近のご注文が見つかりません。注文番号を教えてください。確認メールに記載されています。",
  "answer.handed-over": "担当者に対応を依頼しました。{hours}",
  "answer.not-available": "ただいまお調べできないため、担当者に依頼しました。{hours}",
  "choice.where": "注文はどこですか？",
  "choice.a-person": "担当者と話す",
  "choice.order": "注文 {name}、{day}",
  "hours.open": "まもなくこちらでお返事します。",
  "hours.closed": "担当者は {when} に戻り、こちらでお返事します。",
  "hours.never": "担当者ができるだけ早くこちらでお返事します。",
};
