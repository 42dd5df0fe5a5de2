import type { orderProof as en } from "#app/words/en/order-proof.ts";

export const orderProof: Record<keyof typeof en, string> = {
  "proof.sent":
    "Bevor ich etwas zu dieser Bestellung sage, muss ich wissen, dass sie Ihnen gehört. Falls es sie gibt, ist ein 6-stelliger Code an die E-Mail-Adresse oder Telefonnummer der Bestellung unterwegs. Bitte hier eingeben; er gilt 10 Minuten.",
  "proof.wait":
    "Gerade wurde schon ein Code angefordert. Bitte nehmen Sie den neuesten oder versuchen Sie es in ein paar Minuten wieder.",
  "proof.wrong": "Dieser Code stimmt nicht oder gilt nicht mehr.",
  "proof.spent": "Dieser Code gilt nicht mehr. Ich kann einen neuen senden.",
  "proof.code-sms": "{code} ist Ihr Code für Fragen zu Ihrer Bestellung bei {shop}. Er gilt 10 Minuten.",
  "proof.code-subject": "{code} ist Ihr Code",
  "proof.code-email":
    "{code} ist Ihr Code für Fragen zu Ihrer Bestellung bei {shop}. Er gilt 10 Minuten.\n\nWenn Sie ihn nicht angefordert haben, können Sie diese E-Mail ignorieren: niemand hat etwas zu sehen bekommen.",
  "proof.again": "Neuen Code senden",
};
