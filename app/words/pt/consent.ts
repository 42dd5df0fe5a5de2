import type { consent as en } from "#app/words/en/consent.ts";

export const consent: Record<keyof typeof en, string> = {
  "purpose.marketing": "Ofertas e novidades",
  "purpose.cart-reminders": "Lembretes de um carrinho abandonado",
  "purpose.updates": "Notícias dos seus pedidos",
  "purpose.support": "Respostas às suas mensagens",
  "agree.marketing":
    "Aceito receber de {shop} {way, select, sms {SMS} whatsapp {mensagens de WhatsApp} other {e-mails}} publicitários automáticos e periódicos (ofertas e novidades).",
  "agree.cart-reminders":
    "Aceito receber de {shop} {way, select, sms {SMS} whatsapp {mensagens de WhatsApp} other {e-mails}} automáticos que me lembrem um carrinho abandonado, que a loja conhece pelos cookies e pelo que escrevi.",
  "agree.updates":
    "Aceito receber de {shop} {way, select, sms {SMS} whatsapp {mensagens de WhatsApp} other {e-mails}} sobre os meus pedidos.",
  "agree.support":
    "Aceito receber de {shop} {way, select, sms {SMS} whatsapp {mensagens de WhatsApp} other {e-mails}} em resposta às minhas mensagens.",
  "agree.condition": "O consentimento não é condição de nenhuma compra.",
  "agree.frequency": "A frequência das mensagens varia.",
  "agree.rates": "Podem aplicar-se tarifas de mensagens e dados.",
  "agree.stop":
    "{stop, select, reply {Responda STOP para terminar, HELP para ajuda.} link {Cada mensagem tem uma ligação para terminar.} other {Cada e-mail tem uma ligação para cancelar.}}",
  "agree.withdraw": "Posso retirar o consentimento a qualquer momento e sem custos.",
  "agree.who": "Remetente: {shop}, {contact}.",
  "agree.links": "Termos: {terms} Privacidade: {privacy}",
  "mail.unsubscribe": "Cancelar a subscrição: {url}",
  "mail.subject": "A sua mensagem",
  "pref.title": "O que podemos enviar-lhe?",
  "pref.for": "Para {address}",
  "pref.by": "{way, select, sms {Por SMS} whatsapp {Por WhatsApp} other {Por e-mail}}",
  "pref.save": "Guardar",
  "pref.none": "Não me enviem mais nada",
  "pref.saved": "Guardado.",
  "pref.stale":
    "Esta página ficou aberta tempo demais, por isso o seu sim não foi registado. Reveja-a e aceite novamente.",
  "pref.none-saved": "Feito. Não lhe enviaremos mais nada aqui.",
  "pref.asked": "Você pediu isto. Confirme, por favor; caso contrário nada é enviado.",
  "pref.confirm": "Sim, aceito",
  "pref.confirmed": "Obrigado. Está confirmado.",
  "pref.blocked":
    "A sua operadora bloqueia os nossos SMS desde que respondeu STOP. Envie START para {number} para voltar a receber.",
  "pref.left":
    "Esta loja já não envia nada através de nós. Se disser aqui que não quer nada, isso valerá também se a loja voltar.",
  "pref.gone-title": "Esta ligação já não funciona",
  "pref.gone":
    "Está errada ou é demasiado antiga. Para terminar os nossos SMS responda STOP; o nosso último e-mail tem uma ligação válida.",
  "optin.ask":
    "{shop}: responda SIM para receber por SMS: {what}. A frequência varia. Podem aplicar-se tarifas. HELP para ajuda, STOP para terminar.",
  "optin.ask-link":
    "{shop}: para receber por SMS {what}, confirme aqui: {url} A frequência varia. Podem aplicar-se tarifas. Se não foi você, não faça nada.",
  "optin.ask-subject": "Confirme, por favor: {what} ({shop})",
  "optin.ask-mail":
    "Alguém, esperamos que tenha sido você, pediu a {shop} que enviasse para este endereço: {what}.\n\nSe foi você, confirme aqui: {url}\n\nSe não, não faça nada: não receberá nada.",
  "optin.welcome":
    "{shop}: agora recebe por SMS: {what}. A frequência varia. Podem aplicar-se tarifas. HELP para ajuda, STOP para terminar.",
  "optin.welcome-link":
    "{shop}: agora recebe por SMS: {what}. A frequência varia. Podem aplicar-se tarifas. Altere ou termine: {url}",
  "optin.welcome-subject": "Agora recebe: {what} ({shop})",
  "optin.welcome-mail":
    "Obrigado. {shop} envia agora para este endereço: {what}.\n\nAltere ou termine quando quiser: {url}",
  "signup.title": "Novidades e ofertas de {shop}",
  "signup.address": "O seu telemóvel com o indicativo do país, ou o seu e-mail",
  "signup.next": "Continuar",
  "signup.bad-address": "Não é um número com o indicativo do país, como +351 912 345 678, nem um e-mail.",
  "signup.choose": "Assinale o que deseja receber.",
  "signup.asked":
    "Obrigado. Se pudermos escrever para aí, vai uma pergunta a caminho: nada chega até responder que sim.",
  "oneway.choose": "Escolha aqui: {url}",
  "oneway.end": "Não receber mais ofertas: {url}",
};
