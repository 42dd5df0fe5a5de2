import { graphError } from "../meta/graph-error.ts";
import type { Answer } from "../town-types.ts";
import { type Fields, list, part, text } from "./fields.ts";
import type { Outbound, Said, Template, WhatsAppState } from "./whatsapp-types.ts";

const STOPPED: Partial<Record<Template["status"], [number, string]>> = {
  PAUSED: [132015, "Template is Paused"],
  DISABLED: [132016, "Template is Disabled"],
};

/** A template with what fills it in, or Meta's refusal: as many values as variables, each as the template has them. */
export function readTemplate(
  state: WhatsAppState,
  wabaId: string,
  said: Said,
  given: Fields,
): Outbound | Answer {
  const language = text(part(given.language).code);
  const template = [...state.templates.values()].find(
    (one) => one.wabaId === wabaId && one.name === given.name && one.language === language,
  );
  if (!template || template.status === "PENDING" || template.status === "REJECTED")
    return fault(132001, "Template name does not exist in the translation", {
      details: `template name (${text(given.name)}) does not exist in ${language}`,
    });
  const stopped = STOPPED[template.status];
  if (stopped) return fault(...stopped);
  const parametersOf = (kind: string) =>
    list(given.components)
      .filter(({ type }) => type === kind)
      .flatMap((component) => list(component.parameters));
  const header = readHeader(template, parametersOf("header"));
  if ("status" in header) return header;
  const body = fillBody(template, parametersOf("body"));
  if (typeof body !== "string") return body;
  const words = (kind: string) => template.components.find(({ type }) => type === kind);
  const choices = (words("BUTTONS")?.buttons ?? []).map(({ text: title }) => ({
    ...{ id: title, title, description: "" },
  }));
  const footer = words("FOOTER")?.text ?? "";
  return { said: { ...said, ...header, body, footer, choices, template: template.name }, template };
}

const fault = (code: number, title: string, more: { details?: string } = {}) =>
  graphError(code, title, { product: "whatsapp", ...more });
const MISFIT = "Parameter format does not match format in the created template";
const OTHER_COUNT = "Number of parameters does not match the expected number of params";

function readHeader({ components }: Template, given: Fields[]): Pick<Said, "header" | "media"> | Answer {
  const header = components.find(({ type }) => type === "HEADER");
  const expected = header?.format ?? "TEXT";
  if (!header || expected === "TEXT")
    return given.length
      ? fault(132000, OTHER_COUNT, { details: "header: no parameter is expected" })
      : { header: header?.text ?? "", media: [] };
  const [parameter = {}] = given;
  const received = text(parameter.type).toUpperCase() || "UNKNOWN";
  if (given.length !== 1 || received !== expected)
    return fault(132012, MISFIT, {
      details: `header: Format mismatch, expected ${expected}, received ${received}`,
    });
  const url = text(part(parameter[expected.toLowerCase()]).link);
  if (!/^https?:\/\//.test(url)) return fault(132012, MISFIT, { details: "header: media link is required" });
  return { header: "", media: [{ url, contentType: "image/jpeg", name: "" }] };
}

function fillBody({ components, format }: Template, given: Fields[]): string | Answer {
  const body = components.find(({ type }) => type === "BODY")?.text ?? "";
  const wanted = [...new Set([...body.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!))];
  if (wanted.length !== given.length)
    return fault(132000, OTHER_COUNT, {
      details: `body: number of localizable_params (${given.length}) does not match the expected number of params (${wanted.length})`,
    });
  const isNamed = format === "NAMED";
  const values = new Map(
    given.map((one, index) => [isNamed ? text(one.parameter_name) : String(index + 1), text(one.text)]),
  );
  if (wanted.some((name) => !values.get(name)) || given.some((one) => !isNamed && "parameter_name" in one))
    return fault(132012, MISFIT, { details: "body: Parameter name is missing or empty" });
  return body.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values.get(name)!);
}
