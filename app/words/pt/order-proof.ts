import type { orderProof as en } from "#app/words/en/order-proof.ts";

export const orderProof: Record<keyof typeof en, string> = {
  "proof.sent":
    "Antes de falar desse pedido preciso de saber que é seu. Se existir, um código de 6 algarismos vai a caminho do e-mail ou telefone do pedido. Escreva-o aqui; vale 10 minutos.",
  "proof.wait":
    "Foi pedido um código há pouco. Use o mais recente ou tente de novo dentro de alguns minutos.",
  "proof.wrong": "Esse código não está certo ou já não vale.",
  "proof.spent": "Esse código já não vale. Posso enviar um novo.",
  "proof.code-sms": "{code} é o seu código para perguntas sobre o seu pedido em {shop}. Vale 10 minutos.",
  "proof.code-subject": "{code} é o seu código",
  "proof.code-email":
    "{code} é o seu código para perguntas sobre o seu pedido em {shop}. Vale 10 minutos.\n\nSe não o pediu, ignore este e-mail: nada foi mostrado a ninguém.",
  "proof.again": "Novo código",
};
