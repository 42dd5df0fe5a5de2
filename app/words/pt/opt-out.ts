export const optOut = {
  "opt-out.all": "Não receberá mais mensagens de {shop} aqui. Responda START para voltar a recebê-las.",
  "opt-out.promotions": "Não receberá mais publicidade de {shop} aqui.",
  "opt-out.by":
    "Não receberá mais {what, select, promotions {publicidade} other {mensagens}} de {shop} {way, select, email {por e-mail} text {por SMS} other {aqui nem por SMS}}.",
  "opt-out.chat":
    "{ways, select, both {Não receberá mais publicidade de {shop} por SMS nem e-mail.} text {Não receberá mais publicidade de {shop} por SMS.} email {Não receberá mais publicidade de {shop} por e-mail.} other {Aqui não conhecemos o seu número nem o seu e-mail. Para terminar os SMS de {shop}, responda STOP a um deles; para os e-mails, use o link que contêm.}}",
  "opt-out.start":
    "Voltará a receber aqui novidades dos seus pedidos e respostas de {shop}. Responda STOP para as terminar.",
  "opt-out.help":
    "{shop}: {email, select, none {} other {para ajuda escreva para {email}. }}Responda STOP para não receber mais mensagens.",
  "opt-out.cancel":
    "Enviou CANCEL para {shop}, o que terminou os nossos SMS. Se se referia a um pedido, diga-nos aqui.",
};
