export const optOut = {
  "opt-out.all": "{shop}からのメッセージは今後こちらには届きません。再開するにはSTARTとご返信ください。",
  "opt-out.promotions": "{shop}からの広告は今後こちらには届きません。",
  "opt-out.by":
    "{shop}からの{what, select, promotions {広告} other {メッセージ}}は今後{way, select, email {メールでは} text {SMSでは} other {こちらにもSMSでも}}届きません。",
  "opt-out.chat":
    "{ways, select, both {{shop}からの広告は今後SMSでもメールでは届きません。} text {{shop}からの広告は今後SMSでは届きません。} email {{shop}からの広告は今後メールでは届きません。} other {こちらではお客様の電話番号もメールアドレスも分かりません。{shop}からのSMSを止めるにはSMSにSTOPとご返信ください。メールを止めるにはメール内のリンクをお使いください。}}",
  "opt-out.start":
    "{shop}からのご注文のお知らせと回答が再びこちらに届きます。停止するにはSTOPとご返信ください。",
  "opt-out.help":
    "{shop}：{email, select, none {} other {お問い合わせは{email}まで。}}停止するにはSTOPとご返信ください。",
  "opt-out.cancel":
    "{shop}にCANCELと送信されたため、SMSの配信を停止しました。ご注文のことでしたら、こちらでお知らせください。",
};
