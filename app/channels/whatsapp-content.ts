import type { Choice, Media, Outbound } from "#app/channels/channel.ts";
import { splitText } from "#app/words/split-text.ts";

/** Meta's limits of one message (Cloud API "Send messages" and its parts, read 2026-11). */
export const WHATSAPP_LIMITS = {
  text: 4_096,
  /** A text above buttons or a list. */
  interactive: 1_024,
  caption: 1_024,
  buttons: { most: 3, label: 20 },
  list: { most: 10, label: 24 },
  buttonId: 256,
  rowId: 200,
} as const;

/**
 * A message as calls of the Cloud API, in order: a template by itself, pictures, then the words with their choices as
 * buttons or a list. Where Meta would refuse the choices they stand numbered under the text.
 */
export function contentsOf(message: Outbound): object[] {
  const { text, choices, media } = message;
  if (message.template) return [templateOf(message.template, media[0])];
  if (choices.length && fitsButtons(text, choices))
    return [...media.map((one) => pictureOf(one)), interactiveOf(text, choices)];
  const words = choices.length ? numbered(text, choices) : text;
  const [first, ...others] = media;
  // A caption is read together with its picture; a longer text follows it.
  if (first && !others.length && words.length <= WHATSAPP_LIMITS.caption) return [pictureOf(first, words)];
  const texts = words ? splitText(words, WHATSAPP_LIMITS.text).map(textOf) : [];
  return [...media.map((one) => pictureOf(one)), ...texts];
}

const textOf = (body: string) => ({ type: "text", text: { body, preview_url: /https?:\/\//.test(body) } });

/**
 * Named variables are told by name, others by their order; a picture above the words is one more component (Meta,
 * "Template components").
 */
function templateOf(
  { name, language, parameters, names }: NonNullable<Outbound["template"]>,
  picture: Media | undefined,
): object {
  const values = parameters.map((text, index) => ({
    ...{ type: "text", text },
    ...(names && { parameter_name: names[index] }),
  }));
  const components = [
    ...(picture ? [{ type: "header", parameters: [{ type: "image", image: { link: picture.url } }] }] : []),
    ...(values.length ? [{ type: "body", parameters: values }] : []),
  ];
  return { type: "template", template: { name, language: { code: language }, components } };
}

function pictureOf({ url, contentType, name }: Media, caption = ""): object {
  const words = caption && { caption };
  // Meta shows JPEG and PNG as pictures, and takes everything else as a document.
  if (/^image\/(jpeg|png)$/.test(contentType)) return { type: "image", image: { link: url, ...words } };
  return { type: "document", document: { link: url, ...words, ...(name && { filename: name }) } };
}

/** Meta refuses two choices of one name, and a text that is longer than the choices allow. */
function fitsButtons(text: string, choices: Choice[]): boolean {
  const { interactive, buttonId, rowId, buttons } = WHATSAPP_LIMITS;
  const longestId = choices.length <= buttons.most ? buttonId : rowId;
  const names = new Set(choices.map(({ label }) => label));
  return (
    text.length > 0 &&
    text.length <= interactive &&
    names.size === choices.length &&
    choices.every(({ id }) => id.length > 0 && id.length <= longestId)
  );
}

function interactiveOf(text: string, choices: Choice[]): object {
  const { buttons } = WHATSAPP_LIMITS;
  const isButtons =
    choices.length <= buttons.most && choices.every(({ label }) => label.length <= buttons.label);
  const body = { text };
  if (isButtons) {
    const replies = choices.map(({ id, label }) => ({ type: "reply", reply: { id, title: label } }));
    return { type: "interactive", interactive: { type: "button", body, action: { buttons: replies } } };
  }
  const rows = choices.map(({ id, label }) => ({ id, title: label }));
  // The button that opens the list has no words of ours to take: a sign that every language reads.
  const action = { button: "☰", sections: [{ rows }] };
  return { type: "interactive", interactive: { type: "list", body, action } };
}

const numbered = (text: string, choices: Choice[]): string =>
  [text, ...choices.map(({ label }, index) => `${index + 1} ${label}`)].filter(Boolean).join("\n");
