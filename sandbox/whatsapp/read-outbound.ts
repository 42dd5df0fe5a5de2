import { badParameter, graphError } from "../meta/graph-error.ts";
import type { Answer } from "../town-types.ts";
import type { Said, Template, WhatsAppState } from "./whatsapp-types.ts";

export type Fields = Record<string, unknown>;
const MEDIA = ["image", "video", "audio", "document", "sticker"];
const TEMPLATE_ERRORS: Partial<Record<Template["status"], [number, string]>> = {
  PAUSED: [132015, "Template is Paused"],
  DISABLED: [132016, "Template is Disabled"],
};

export interface Outbound {
  said: Said;
  template: Template | null;
}

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

export const part = (value: unknown): Fields => (value && typeof value === "object" ? (value as Fields) : {});
export const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(part) : []);
export const text = (value: unknown): string => (typeof value === "string" ? value : "");
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

function readTemplate(state: WhatsAppState, wabaId: string, said: Said, given: Fields): Outbound | Answer {
  const language = text(part(given.language).code);
  const template = [...state.templates.values()].find(
    (one) => one.wabaId === wabaId && one.name === given.name && one.language === language,
  );
  const details = `template name (${text(given.name)}) does not exist in ${language}`;
  const missing = () =>
    graphError(132001, "Template name does not exist in the translation", { product: "whatsapp", details });
  if (!template || template.status === "PENDING" || template.status === "REJECTED") return missing();
  const stopped = TEMPLATE_ERRORS[template.status];
  if (stopped) return graphError(...stopped, { product: "whatsapp" });
  const parameters = list(given.components)
    .filter(({ type }) => type === "body")
    .flatMap((component) => list(component.parameters).map((one) => text(one.text)));
  const body = template.components.find(({ type }) => type === "BODY")?.text ?? "";
  const wanted = new Set(body.match(/\{\{\d+\}\}/g)).size;
  if (wanted !== parameters.length)
    return graphError(132000, "Number of parameters does not match the expected number of params", {
      product: "whatsapp",
      details: `body: number of localizable_params (${parameters.length}) does not match the expected number of params (${wanted})`,
    });
  const filled = body.replaceAll(/\{\{(\d+)\}\}/g, (_, n) => parameters[Number(n) - 1] ?? "");
  const footer = template.components.find(({ type }) => type === "FOOTER")?.text ?? "";
  const buttons = template.components.find(({ type }) => type === "BUTTONS")?.buttons ?? [];
  const choices = buttons.map(({ text: title }) => ({ id: title, title, description: "" }));
  return { said: { ...said, body: filled, footer, choices, template: template.name }, template };
}
