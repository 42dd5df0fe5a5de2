import type { orderProof as en } from "#app/words/en/order-proof.ts";

export const orderProof: Record<keyof typeof en, string> = {
  "proof.sent":
    "Prima di parlare di quell'ordine devo sapere che è Suo. Se esiste, un codice di 6 cifre è in arrivo all'email o al telefono indicati nell'ordine. Lo scriva qui; vale 10 minuti.",
  "proof.wait": "Un codice è stato chiesto poco fa. Usi il più recente o riprovi tra qualche minuto.",
  "proof.wrong": "Questo codice non è giusto o non vale più.",
  "proof.spent": "Questo codice non vale più. Posso inviarne uno nuovo.",
  "proof.code-sms": "{code} è il Suo codice per domande sul Suo ordine da {shop}. Vale 10 minuti.",
  "proof.code-subject": "{code} è il Suo codice",
  "proof.code-email":
    "{code} è il Suo codice per domande sul Suo ordine da {shop}. Vale 10 minuti.\n\nSe non l'ha chiesto, ignori questa email: nulla è stato mostrato a nessuno.",
  "proof.again": "Nuovo codice",
};
