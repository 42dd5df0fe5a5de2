import type { consent as en } from "#app/words/en/consent.ts";

export const consent: Record<keyof typeof en, string> = {
  "purpose.marketing": "お得な情報とお知らせ",
  "purpose.cart-reminders": "カートに残した商品のお知らせ",
  "purpose.updates": "ご注文に関するお知らせ",
  "purpose.support": "お問い合わせへの返信",
  "agree.marketing":
    "{shop}から{way, select, sms {SMS} whatsapp {WhatsAppメッセージ} other {メール}}で、お得な情報とお知らせの広告を自動配信で定期的に受け取ることに同意します。",
  "agree.cart-reminders":
    "{shop}から{way, select, sms {SMS} whatsapp {WhatsAppメッセージ} other {メール}}で、カートに残した商品のお知らせを自動配信で受け取ることに同意します。カートはCookieと入力内容により把握されます。",
  "agree.updates":
    "{shop}から{way, select, sms {SMS} whatsapp {WhatsAppメッセージ} other {メール}}で、注文に関するお知らせを受け取ることに同意します。",
  "agree.support":
    "{shop}から{way, select, sms {SMS} whatsapp {WhatsAppメッセージ} other {メール}}で、問い合わせへの返信を受け取ることに同意します。",
  "agree.condition": "同意は購入の条件ではありません。",
  "agree.frequency": "配信頻度は一定ではありません。",
  "agree.rates": "通信料がかかる場合があります。",
  "agree.stop":
    "{stop, select, reply {停止はSTOP、ヘルプはHELPと返信してください。} link {すべてのメッセージに停止のリンクがあります。} other {すべてのメールに配信停止のリンクがあります。}}",
  "agree.withdraw": "同意はいつでも無料で取り消せます。",
  "agree.who": "送信者：{shop}、{contact}。",
  "agree.links": "利用規約：{terms} プライバシー：{privacy}",
  "mail.unsubscribe": "配信停止：{url}",
  "mail.subject": "お問い合わせについて",
  "pref.title": "受け取る内容をお選びください",
  "pref.for": "{address} 宛て",
  "pref.by": "{way, select, sms {SMSで} whatsapp {WhatsAppで} other {メールで}}",
  "pref.save": "保存する",
  "pref.none": "今後は何も送らない",
  "pref.saved": "保存しました。",
  "pref.stale":
    "このページを開いてから時間が経ちすぎたため、同意は記録されていません。内容をもう一度ご確認のうえ、あらためて同意してください。",
  "pref.none-saved": "完了しました。今後こちらには何もお送りしません。",
  "pref.asked": "お申し込みを受け付けました。確認されるまで何も送信されません。",
  "pref.confirm": "はい、同意します",
  "pref.confirmed": "ありがとうございます。確認しました。",
  "pref.blocked":
    "STOPと返信されたため、通信会社が当店のSMSを止めています。再び受け取るには{number}にSTARTと送ってください。",
  "pref.left":
    "このショップからの配信は現在行われていません。ここで「何も送らない」を選ぶと、ショップが再開した場合も有効です。",
  "pref.gone-title": "このリンクは使えません",
  "pref.gone":
    "リンクが正しくないか、期限が切れています。SMSの停止はSTOPと返信してください。最新のメールには有効なリンクがあります。",
  "optin.ask":
    "{shop}：SMSで「{what}」を受け取るには「はい」と返信してください。配信頻度は一定ではありません。通信料がかかる場合があります。ヘルプはHELP、停止はSTOP。",
  "optin.ask-link":
    "{shop}：SMSで「{what}」を受け取るには、こちらで確認してください：{url} 配信頻度は一定ではありません。通信料がかかる場合があります。心当たりがない場合は何もしないでください。",
  "optin.ask-subject": "ご確認ください：{what}（{shop}）",
  "optin.ask-mail":
    "このアドレスに{shop}から「{what}」を送るよう申し込みがありました。\n\nご本人の場合は、こちらで確認してください：{url}\n\n心当たりがない場合は何もしないでください。何も届きません。",
  "optin.welcome":
    "{shop}：SMSで「{what}」をお届けします。配信頻度は一定ではありません。通信料がかかる場合があります。ヘルプはHELP、停止はSTOP。",
  "optin.welcome-link":
    "{shop}：SMSで「{what}」をお届けします。配信頻度は一定ではありません。通信料がかかる場合があります。変更や停止はこちら：{url}",
  "optin.welcome-subject": "「{what}」をお届けします（{shop}）",
  "optin.welcome-mail":
    "ありがとうございます。{shop}からこのアドレスに「{what}」をお届けします。\n\n変更や停止はいつでもこちら：{url}",
  "signup.title": "{shop}のお知らせとお得な情報",
  "signup.address": "国番号付きの携帯番号、またはメールアドレス",
  "signup.next": "次へ",
  "signup.bad-address": "国番号付きの番号（例：+81 90 1234 5678）でもメールアドレスでもありません。",
  "signup.choose": "受け取りたい内容を選んでください。",
  "signup.asked":
    "ありがとうございます。お送りできる場合は確認のご連絡をいたします。「はい」とお答えいただくまで何も届きません。",
  "oneway.choose": "こちらでお選びください: {url}",
  "oneway.end": "配信停止: {url}",
};
