import type { orderProof as en } from "#app/words/en/order-proof.ts";

export const orderProof: Record<keyof typeof en, string> = {
  "proof.sent":
    "Avant de vous parler de cette commande, je dois savoir qu'elle est à vous. Si elle existe, un code à 6 chiffres part vers l'adresse e-mail ou le numéro de téléphone qui y figure. Tapez-le ici ; il est valable 10 minutes.",
  "proof.wait": "Un code vient d'être demandé. Utilisez le plus récent, ou réessayez dans quelques minutes.",
  "proof.wrong": "Ce code n'est pas le bon, ou il n'est plus valable.",
  "proof.spent": "Ce code n'est plus valable. Je peux en envoyer un nouveau.",
  "proof.code-sms":
    "{code} est votre code pour les questions sur votre commande chez {shop}. Il est valable 10 minutes.",
  "proof.code-subject": "{code} est votre code",
  "proof.code-email":
    "{code} est votre code pour les questions sur votre commande chez {shop}. Il est valable 10 minutes.\n\nSi vous ne l'avez pas demandé, ignorez cet e-mail : rien n'a été montré à personne.",
  "proof.again": "Nouveau code",
};
