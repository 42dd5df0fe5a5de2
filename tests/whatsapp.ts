import { connectWhatsApp } from "#app/desk/connect-whatsapp.ts";
import { control, town } from "#tests/town.ts";

export const WABA = "102290129340398";
export const NUMBER_ID = "106540352242922";
export const WHATSAPP_TOKEN = "EAAtownWhatsAppSystemUser";

export interface WhatsAppSeen {
  id: string;
  direction: "in" | "out";
  type: string;
  body: string;
  choices: { id: string; title: string }[];
  template: string | null;
  status: string;
  opaque: string | null;
}

const person = (number: string) => `/whatsapp/people/${encodeURIComponent(number)}`;

/** The town's WhatsApp, and the shoppers on it. */
export const whatsApp = {
  /** As a merchant who pastes a token. */
  connect: async (shopId: string) => {
    const done = await connectWhatsApp(shopId, { token: WHATSAPP_TOKEN });
    if (!done.connected) throw new Error(JSON.stringify(done));
    return done.accountId;
  },
  write: (number: string, body: string, more: object = {}) =>
    control<{ id: string; webhook: { outcome: string; attempts: { status: number }[] } | null }>(
      "POST",
      `${person(number)}/write`,
      { body, ...more },
    ),
  tap: (number: string, choice: string) => control("POST", `${person(number)}/write`, { choice }),
  read: (number: string) => control("POST", `${person(number)}/read`, {}),
  change: (number: string, facts: object) => control<{ userId: string }>("POST", person(number), facts),
  marketing: (number: string, value: "stop" | "resume") =>
    control("POST", `${person(number)}/marketing`, { value }),
  sayInApp: (number: string, body: string) => control("POST", `${person(number)}/app-reply`, { body }),
  history: (number: string, messages: object[]) => control("POST", `${person(number)}/history`, { messages }),
  number: (facts: object) => control("POST", `/whatsapp/numbers/${NUMBER_ID}`, facts),
  /** As a merchant makes one in WhatsApp Manager, approved. */
  make: (template: object) => control("POST", "/whatsapp/templates", template),
  judge: (template: string, to: object) => control("POST", `/whatsapp/templates/${template}/judge`, to),
  seen: async (number: string) =>
    (await control<{ messages: WhatsAppSeen[] }>("GET", person(number))).messages,
  /** What the shop has written to them and has arrived. */
  textsTo: async (number: string) =>
    (await whatsApp.seen(number)).filter(({ direction }) => direction === "in").map(({ body }) => body),
  ledger: async () => (await town.ledger()).filter(({ provider }) => provider === "whatsapp"),
};
