export const alerts = {
  shipped: {
    subject: "ご注文{{ order }}を発送しました",
    text: "{{ shop }}：ご注文{{ order }}（{{ items }}）を{% if carrier %}{{ carrier }}で{% endif %}発送しました。{% if expected %}お届け予定：{{ expected }}。{% endif %}{{ link }}",
  },
  "out-for-delivery": {
    subject: "ご注文{{ order }}は本日お届けします",
    text: "{{ shop }}：ご注文{{ order }}（{{ items }}）は配達中です{% if carrier %}（{{ carrier }}）{% endif %}。{{ link }}",
  },
  delivered: {
    subject: "ご注文{{ order }}をお届けしました",
    text: "{{ shop }}：ご注文{{ order }}（{{ items }}）をお届けしました。お気づきの点はこのメッセージにご返信ください。{{ link }}",
  },
  delayed: {
    subject: "ご注文{{ order }}のお届けが遅れています",
    text: "{{ shop }}：申し訳ございません。ご注文{{ order }}（{{ items }}）のお届けが遅れています。{% if expected %}現在のお届け予定：{{ expected }}。{% endif %}{{ link }}",
  },
  attempted: {
    subject: "ご注文{{ order }}をお渡しできませんでした",
    text: '{{ shop }}：{{ carrier | default: "配送業者" }}がご注文{{ order }}（{{ items }}）の配達に伺いましたが、お渡しできませんでした。{{ link }}',
  },
  "ready-for-pickup": {
    subject: "ご注文{{ order }}の受け取り準備ができました",
    text: "{{ shop }}：ご注文{{ order }}（{{ items }}）をお受け取りいただけます。{{ link }}",
  },
  stuck: {
    subject: "ご注文{{ order }}の配送が止まっています",
    text: "{{ shop }}：ご注文{{ order }}（{{ items }}）の配送が数日間止まっており、お調べしています。ご質問はこのメッセージにご返信ください。{{ link }}",
  },
};
