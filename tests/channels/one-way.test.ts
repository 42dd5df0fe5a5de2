import { describe, expect, it } from "vitest";
import { invitesReply, withoutInvitations } from "#app/channels/one-way.ts";

const INVITING = [
  "Reply STOP to end texts.",
  "Reply Y to confirm your address",
  "Text us if anything is wrong",
  "Text STOP to opt out",
  "Answer YES if you are at home.",
  "Just text back with your size",
  "Please respond by Friday",
  "Send HELP for help",
  "Which one?\n1 Blue\n2 Red",
  "1 for yes, 2 for no",
  "1 = Ja",
  "Antworten Sie mit STOPP, um keine SMS mehr zu erhalten.",
  "Antworte JA",
  "Senden Sie STOP",
  "Schreiben Sie uns zurück",
  "Répondez STOP pour vous désabonner",
  "Envoyez OUI",
  "Responda STOP para no recibir más",
  "Envía BAJA para cancelar",
  "Rispondi STOP per non ricevere altri messaggi",
  "Responda SIM para confirmar? Ou envie SIM",
  "Antwoord STOP om te stoppen",
  "Stuur JA",
  "配信停止はSTOPと返信してください。",
];

const SAYING = [
  "Your order #1001 is on its way. Follow it: https://tidewater.example/t/1",
  "You cannot reply to this text. Write to help@tidewater.example",
  "Please do not reply to this message.",
  "We reply by email within a day.",
  "20% off all lanterns until Sunday: https://tidewater.example",
  "Ihre Bestellung ist unterwegs und kommt am Freitag.",
  "Bitte nicht antworten.",
  "Votre commande arrive vendredi. Ne répondez pas.",
  "Su pedido llega el viernes. No responda.",
  "Il tuo ordine arriva venerdì. Si prega di non rispondere.",
  "O seu pedido chega na sexta-feira.",
  "Je bestelling komt vrijdag.",
  "ご注文の商品は金曜日に届きます。このSMSには返信できません。",
  "2 parcels arrive on 1 May",
  "The answer is in your account.",
];

describe("a text that nobody can answer", () => {
  it.each(INVITING)("must not ask for it: %s", (text) => expect(invitesReply(text)).toBe(true));

  it.each(SAYING)("may say: %s", (text) => expect(invitesReply(text)).toBe(false));

  it("is said without the sentence that asks, and else as it stands", () => {
    expect(withoutInvitations("Your order is here. Reply STOP to end texts. Thank you!")).toBe(
      "Your order is here. Thank you!",
    );
    expect(withoutInvitations("Line one.\n\nReply HELP for help.")).toBe("Line one.");
    expect(withoutInvitations("金曜日に届きます。STOPと返信してください。")).toBe("金曜日に届きます。");
    for (const text of SAYING) expect(withoutInvitations(text)).toBe(text);
    for (const text of INVITING) expect(invitesReply(withoutInvitations(text))).toBe(false);
  });
});
