import type { orderProof as en } from "#app/words/en/order-proof.ts";

export const orderProof: Record<keyof typeof en, string> = {
  "proof.sent":
    "Antes de hablarle de ese pedido tengo que saber que es suyo. Si existe, un código de 6 cifras va de camino al correo o al teléfono del pedido. Escríbalo aquí; vale 10 minutos.",
  "proof.wait": "Se acaba de pedir un código. Use el más reciente o inténtelo de nuevo en unos minutos.",
  "proof.wrong": "Ese código no es correcto o ya no vale.",
  "proof.spent": "Ese código ya no vale. Puedo enviar uno nuevo.",
  "proof.code-sms": "{code} es su código para preguntas sobre su pedido en {shop}. Vale 10 minutos.",
  "proof.code-subject": "{code} es su código",
  "proof.code-email":
    "{code} es su código para preguntas sobre su pedido en {shop}. Vale 10 minutos.\n\nSi no lo ha pedido, ignore este correo: no se ha mostrado nada a nadie.",
  "proof.again": "Nuevo código",
};
