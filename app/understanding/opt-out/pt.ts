import { near, type OptOutRules, whole, words } from "#app/understanding/opt-out/rules.ts";

const NEWS =
  "mensage\\w+|sms|e ?mails?|mails?|propagandas?|publicidade|promocoes|spam|ofertas|newsletters?|notificacoes|anuncios|avisos|zap";
const BETWEEN =
  "(?: (?:de|com|as|os|essas?|esses?|estas?|estes?|me|mim|mandar|enviar|receber|mais|a|da|das|dos|suas?|seus?|nenhuma?|subscricao|inscricao|tanta|outras?))*";
const SEND = "(?:mand\\w+|envi\\w+|escrev\\w+|contat\\w+|contact\\w+|incomod\\w+|perturb\\w+)";

export const pt: OptOutRules = {
  certain: [
    words(
      "(?:link|botao|opcao) (?:de|para|pra) (?:me )?(?:descadastr\\w+|descadastro|desinscrever|cancelar (?:a )?(?:inscricao|subscricao)|sair da lista)",
    ),
    words(`(?:parem?|para|parar|chega|cancelar|cancelo|cancelem|sem mais|stop)${BETWEEN} (?:${NEWS})`),
    words("(?:parem?|para) de (?:me )?(?:escrever|incomodar|contactar|contatar|perturbar|mandar|enviar)"),
    words(
      `nao (?:me |nos )?(?:voltem a )?${SEND}(?: \\w+)? (?:mais|nada|nunca|novamente)`,
      "nao (?:me )(?:contat\\w+|contact\\w+|escrevam|perturbem|incomodem)$",
      "nao (?:contactem|contatem|incomodem|perturbem)",
    ),
    words(
      "nao (?:voltem?|volte) a (?:contact\\w+|contat\\w+|escrever|mandar|enviar)",
      "nao (?:me )?(?:mande|mandem|envie|enviem) mais",
      "nao entr\\w+ mais em conta\\w+",
    ),
    words(
      `nao (?:quero|desejo|pretendo|autorizo)(?: mais)?(?: o envio de)?${BETWEEN} (?:${NEWS}|contact\\w+|contat\\w+)`,
      "nao (?:quero|desejo) (?:mais )?ser (?:contact\\w+|contat\\w+)",
    ),
    words(
      "descadastr\\w+",
      "(?:cancelar|anular|cancelem|cancela) (?:a |minha )?(?:inscricao|subscricao)",
      "sair (?:da|dessa|desta|de sua) lista",
      "me (?:tira|tirem|remova|removam) (?:da|dessa|desta)",
    ),
    words(
      "(?:tir|remov|retir|apag|exclu|delet|esquec)\\w* (?:o )?(?:meu|este|esse) (?:numero|contato|contacto|telefone|nome)",
      "apag\\w+ (?:os )?meus (?:dados|contatos|contactos)",
    ),
    words(
      "(?:deixem?|deixa) me em paz",
      "me deixem? em paz",
      "me deixa em paz",
      "(?:revogo|retiro|retirar) (?:o )?(?:meu )?consentimento",
      "nunca me (?:inscrevi|cadastrei|registei)",
      "como (?:faco|fazer|posso)(?: \\w+){0,2} parar de receber",
    ),
    whole("(?:isso |isto )?(?:e )?spam", "chega"),
  ],
  unlessAbout: [
    words("numero errado", "pessoa errada", "foi engano", "esse numero nao e", "este numero nao e"),
    /^nao sou (?:o|a) \p{L}+$/u,
    /^(?:\p{L}+ ){0,1}(?:stop|parem|pare)$/u,
  ],
  about:
    /\b(?:pedido|nota|endereco|envio|entrega|pacote|tamanho|item|loja|cadastro|coloquei|esperar|reembolso|cartao|recebo|recebi|chegou|porteiro|porta|segunda|conta|prefiro|melhor|lig\w+|qual (?:o )?numero|caiu no spam|reenviar|codigo|chegou nenhum)\b/u,
  doubt: [whole("nao tenho interesse", "cancelar")],
  loose: [
    near(
      "nao|nunca|sem|chega de|nenhuma?",
      3,
      `(?:mais (?:${NEWS})|(?:mand|envi)\\w+ mais|contact\\w+|contat\\w+|incomod\\w+|perturb\\w+)`,
    ),
    near(
      "tir\\w+|remov\\w+|apag\\w+|retir\\w+|exclu\\w+|delet\\w+",
      4,
      "(?:numero|telefone|celular|contato|contacto|dados|email|sistema)",
    ),
    near(
      "par\\w{1,3}|cheg\\w+|deix\\w+ de|bloque\\w+",
      4,
      `(?:${NEWS}|contactar|contatar|escrever|receber (?:isso|isto|essas|esses))`,
    ),
    near(
      "tir\\w+|remov\\w+|apag\\w+|retir\\w+|exclu\\w+",
      4,
      "(?:lista|listas|base|cadastro de|meu numero|meu contato|meu email)",
    ),
    near(
      "nao|nunca",
      4,
      "(?:ser contactad[oa]|ser contatad[oa]|saber (?:mais )?de voces|receber (?:mais|nada|isso|isto|essas)|e (?:mais )?(?:o )?(?:meu|dessa|dele|dela)|autorizei|consinto)",
    ),
    words("me (?:remov|tir|exclu)\\w* d[aeo]s?"),
  ],
  ending: words(
    "par(?:em|a|e|ar)|nao|nunca|chega|tir\\w+|remov\\w+|apag\\w+|retir\\w+|exclu\\w+|cancel\\w+|descadastr\\w+|recuso|cansei|farto|farta",
  ),
  writing: words(
    `${NEWS}|contact\\w+|contat\\w+|incomod\\w+|perturb\\w+|escrev\\w+|(?:da|dessa|desta|sua|vossa) (?:lista|base)|meu (?:numero|contato|contacto|telefone|celular)|este numero|inscricao`,
  ),
  promotions: /\b(?:propagandas?|publicidade|promocoes|ofertas|newsletters?|anuncios|spam|marketing)\b/u,
  emails: /\b(?:e ?mails?|mails?|newsletters?)\b/u,
  texts: /\b(?:sms|numero|telefone)\b/u,
};
