import { expect, it } from "vitest";
import { messenger } from "#app/channels/messenger.server.ts";
import { whatsapp } from "#app/channels/whatsapp.server.ts";
import { catalogues, type Language, type Word } from "#app/words/catalogue.ts";
import { say } from "#app/words/say.ts";

const isChoice = (word: string) => word.startsWith("choice.") || word === "proof.again";

it.each(Object.keys(catalogues) as Language[])(
  "what is offered to press fits a quick reply of Messenger and a button of WhatsApp, in %s",
  (language) => {
    const most = Math.min(messenger.abilities.buttons.label, whatsapp.abilities.buttons.label);
    const words = (Object.keys(catalogues[language]) as Word[]).filter(isChoice);
    expect(words.length).toBeGreaterThan(8);
    const labels = words.map((word) => say(language, word, { name: "#1001", day: "12 Nov" }));
    expect(labels.filter((label) => label.length > most)).toEqual([]);
  },
);
