import type { orderProof as en } from "#app/words/en/order-proof.ts";

export const orderProof: Record<keyof typeof en, string> = {
  "proof.sent":
    "ご注文についてお答えする前に、ご本人の確認が必要です。該当するご注文があれば、登録されたメールアドレスまたは電話番号に6桁のコードをお送りします。こちらに入力してください。有効期限は10分です。",
  "proof.wait":
    "コードは先ほど送信されました。最新のものをお使いいただくか、数分後にもう一度お試しください。",
  "proof.wrong": "コードが正しくないか、有効期限が切れています。",
  "proof.spent": "このコードは使えません。新しいコードをお送りできます。",
  "proof.code-sms": "{code} は{shop}のご注文に関するお問い合わせ用コードです。有効期限は10分です。",
  "proof.code-subject": "{code} はお客様のコードです",
  "proof.code-email":
    "{code} は{shop}のご注文に関するお問い合わせ用コードです。有効期限は10分です。\n\nお心当たりがない場合は、このメールを無視してください。情報は誰にも表示されていません。",
  "proof.again": "新しいコードを送る",
};
