import { expect, it } from "vitest";
import { saysNewContact } from "#app/understanding/new-contact-words.ts";

it.each([
  "Hi, it's me again, from a new number",
  "this is my new phone, Ada",
  "I’ve got a different number now",
  "I changed my number last week",
  "I wrote to you before from my old phone",
  "Ich bin's, das ist meine neue Nummer",
  "ich schreibe von einer anderen Nummer",
  "c'est moi, j'ai un nouveau numéro",
  "j'ai changé de numéro",
  "soy yo, escribo desde otro número",
  "cambié de número",
  "ho cambiato numero",
  "ho un nuovo numero",
  "mudei de número",
  "tenho um novo número",
  "ik heb een nieuw nummer",
  "電話番号が変わりました",
])("“%s” says that they are known by another number", (text) => {
  expect(saysNewContact(text)).toBe(true);
});

it.each([
  "where is my order?",
  "what is your number?",
  "can I have a new tracking number?",
  "do you have the new phone case in blue?",
  "I need a different size",
  "please send it to another address",
  "Wann kommt meine Bestellung?",
  "Haben Sie das in einer anderen Farbe?",
  "¿tienen otro color?",
  "avete un altro numero? Il 42 è piccolo",
  "tengo otro número, el 40 me queda chico",
  "do you have a case for my new phone?",
  "Ich habe ein neues Handy, welche Hülle passt?",
  `I have a new number ${"and much more to say ".repeat(20)}`,
])("“%s” does not", (text) => {
  expect(saysNewContact(text)).toBe(false);
});
