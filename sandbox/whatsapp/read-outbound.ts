import { badParameter } from "../meta/graph-error.ts";
import type { Answer } from "../town-types.ts";
import { type Fields, list, part, text } from "./fields.ts";
import { readTemplate } from "./read-template.ts";
import type { Outbound, Said, WhatsAppState } from "./whatsapp-types.ts";

const MEDIA = ["image", "video", "audio", "document", "sticker"];
/** What a send request says, or Meta's refusal of it: lengths and counts as documented for each kind. */
export function readOutbound(state: WhatsAppState, wabaId: string, fields: Fields): Outbound | Answer {
  const type = String(fields.type ?? "text");
  const given = part(fields[type]);
  const said: Said = { ...empty(), type };
  if (type === "text") return readText(said, given);
  if (MEDIA.includes(type)) return readMedia(state, said, given);
  if (type === "interactive") return readInteractive(said, given);
  if (type === "template") return readTemplate(state, wabaId, said, given);
  if (type === "reaction") return { said: { ...said, body: text(given.emoji) }, template: null };
  return refuse(`Unsupported type ${type}`);
}

const refuse = (details: string) => badParameter(details, "whatsapp");
export const empty = (): Said => ({
  type: "text",
  body: "",
  header: "",
  footer: "",
  choices: [],
  button: "",
  media: [],
  template: null,
});

function readText(said: Said, given: Fields): Outbound | Answer {
  const body = text(given.body);
  if (!body) return refuse("Parameter 'text.body' is required");
  if (body.length > 4096) return refuse("Param text['body'] must be at most 4096 characters long.");
  return { said: { ...said, body }, template: null };
}

function readMedia(state: WhatsAppState, said: Said, given: Fields): Outbound | Answer {
  const body = text(given.caption);
  if (body.length > 1024) return refuse("Param caption must be at most 1024 characters long.");
  const name = text(given.filename);
  const kept = state.media.get(text(given.id));
  if (!kept && !/^https?:\/\//.test(text(given.link))) return refuse("Media id or link is required");
  const contentType =
    kept?.contentType ?? (said.type === "document" ? "application/pdf" : `${said.type}/jpeg`);
  const media = [{ url: kept ? `/_whatsapp/media/${kept.id}` : text(given.link), contentType, name }];
  return { said: { ...said, body, media }, template: null };
}

function readInteractive(said: Said, given: Fields): Outbound | Answer {
  const body = text(part(given.body).text);
  if (!body || body.length > 1024) return refuse("interactive.body.text must be 1 to 1024 characters long.");
  const action = part(given.action);
  const isList = given.type === "list";
  const rows = isList
    ? list(action.sections).flatMap((section) => list(section.rows))
    : list(action.buttons).map((button) => part(button.reply));
  const choices = rows.map((row) => ({
    id: text(row.id),
    title: text(row.title),
    description: text(row.description),
  }));
  const fault = isList ? listFault(action, choices) : buttonsFault(given, choices);
  if (fault) return refuse(fault);
  const footer = text(part(given.footer).text);
  return { said: { ...said, body, footer, choices, button: text(action.button) }, template: null };
}

function buttonsFault({ type }: Fields, choices: Said["choices"]): string | null {
  if (type !== "button") return `Unsupported interactive type ${String(type)}`;
  if (choices.length < 1 || choices.length > 3)
    return "Invalid buttons count. Min allowed buttons: 1, Max: 3.";
  return choiceFault(choices, { title: 20, id: 256 });
}

function listFault(action: Fields, choices: Said["choices"]): string | null {
  if (!text(action.button) || text(action.button).length > 20)
    return "Button label must be 1 to 20 characters.";
  if (choices.length < 1 || choices.length > 10) return "Total row count exceed max allowed count: 10.";
  if (choices.some(({ description }) => description.length > 72))
    return "Row description exceeds 72 characters.";
  return choiceFault(choices, { title: 24, id: 200 });
}

function choiceFault(choices: Said["choices"], most: { title: number; id: number }): string | null {
  if (choices.some(({ title }) => !title || title.length > most.title))
    return `Title must be 1 to ${most.title} characters.`;
  if (choices.some(({ id }) => !id || id.length > most.id)) return `Id must be 1 to ${most.id} characters.`;
  const repeated = (key: "id" | "title") => new Set(choices.map((one) => one[key])).size < choices.length;
  return repeated("id") || repeated("title") ? "Duplicated id or title among the choices." : null;
}
