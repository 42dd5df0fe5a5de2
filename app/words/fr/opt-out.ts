export const optOut = {
  "opt-out.all":
    "Vous ne recevrez plus de messages de {shop} ici. Répondez START pour en recevoir à nouveau.",
  "opt-out.promotions": "Vous ne recevrez plus de publicité de {shop} ici.",
  "opt-out.by":
    "Vous ne recevrez plus de {what, select, promotions {publicité} other {messages}} de {shop} {way, select, email {par e-mail} text {par SMS} other {ici ni par SMS}}.",
  "opt-out.chat":
    "{ways, select, both {Vous ne recevrez plus de publicité de {shop} par SMS ou e-mail.} text {Vous ne recevrez plus de publicité de {shop} par SMS.} email {Vous ne recevrez plus de publicité de {shop} par e-mail.} other {Nous ne connaissons ici ni votre numéro ni votre adresse e-mail. Pour arrêter les SMS de {shop}, répondez STOP à l’un d’eux ; pour les e-mails, utilisez le lien qu’ils contiennent.}}",
  "opt-out.start":
    "Vous recevrez à nouveau ici les nouvelles de vos commandes et les réponses de {shop}. Répondez STOP pour y mettre fin.",
  "opt-out.help":
    "{shop} : {email, select, none {} other {pour de l’aide, écrivez à {email}. }}Répondez STOP pour ne plus recevoir ces messages.",
  "opt-out.cancel":
    "Vous avez envoyé CANCEL à {shop}, ce qui a mis fin à nos SMS. Si vous parliez d’une commande, dites-le-nous ici.",
};
