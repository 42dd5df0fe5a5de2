import type { orderProof as en } from "#app/words/en/order-proof.ts";

export const orderProof: Record<keyof typeof en, string> = {
  "proof.sent":
    "Voordat ik iets over die bestelling zeg, moet ik weten dat ze van u is. Als ze bestaat, is een code van 6 cijfers onderweg naar het e-mailadres of telefoonnummer van de bestelling. Typ die hier; hij geldt 10 minuten.",
  "proof.wait":
    "Er is net al een code gevraagd. Gebruik de nieuwste of probeer het over een paar minuten opnieuw.",
  "proof.wrong": "Die code klopt niet of geldt niet meer.",
  "proof.spent": "Die code geldt niet meer. Ik kan een nieuwe sturen.",
  "proof.code-sms": "{code} is uw code voor vragen over uw bestelling bij {shop}. Hij geldt 10 minuten.",
  "proof.code-subject": "{code} is uw code",
  "proof.code-email":
    "{code} is uw code voor vragen over uw bestelling bij {shop}. Hij geldt 10 minuten.\n\nHebt u er niet om gevraagd, negeer deze e-mail dan: er is niemand iets getoond.",
  "proof.again": "Nieuwe code sturen",
};
