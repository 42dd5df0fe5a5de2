import { badParameter, graphError } from "../meta/graph-error.ts";
import type { GraphCall, Meta } from "../meta/meta-types.ts";
import type { Answer } from "../town-types.ts";
import { tellChange } from "./tell.ts";
import type { Template, TemplateComponent, WhatsAppState } from "./whatsapp-types.ts";

const CATEGORIES = ["MARKETING", "UTILITY", "AUTHENTICATION"];
const PAGE = 25;

/** `/<account id>/message_templates`: list, create, delete by name. */
export function answerTemplates(
  meta: Meta,
  state: WhatsAppState,
  wabaId: string,
  call: GraphCall,
): Answer | undefined {
  if (call.method === "GET") return listTemplates(state, wabaId, call);
  if (call.method === "POST") return createTemplate(meta, state, wabaId, call.fields);
  if (call.method !== "DELETE") return undefined;
  const gone = [...state.templates.values()].filter(
    (one) => one.wabaId === wabaId && one.name === call.fields.name,
  );
  for (const { id } of gone) state.templates.delete(id);
  return gone.length ? { status: 200, body: { success: true } } : badParameter("Message template not found");
}

function listTemplates(state: WhatsAppState, wabaId: string, { fields }: GraphCall): Answer {
  const all = [...state.templates.values()].filter((one) => one.wabaId === wabaId);
  const from = Number(fields.after ?? 0);
  const limit = Number(fields.limit ?? PAGE);
  const hasMore = from + limit < all.length;
  const paging = { cursors: { before: String(from), after: String(from + limit) } };
  return {
    status: 200,
    body: {
      data: all.slice(from, from + limit).map(shown),
      paging: {
        ...paging,
        ...(hasMore && { next: `https://graph.facebook.com/${wabaId}?after=${from + limit}` }),
      },
    },
  };
}

const shown = ({
  id,
  name,
  language,
  category,
  status,
  quality,
  rejection,
  format,
  components,
}: Template) => ({
  id,
  name,
  language,
  category,
  status,
  rejected_reason: rejection,
  quality_score: { score: quality },
  parameter_format: format,
  components,
});

export function createTemplate(
  meta: Meta,
  state: WhatsAppState,
  wabaId: string,
  fields: Record<string, unknown>,
): Answer {
  const { name, language, category } = fields as { name?: string; language?: string; category?: string };
  const components = (fields.components ?? []) as TemplateComponent[];
  const format = fields.parameter_format === "NAMED" ? "NAMED" : "POSITIONAL";
  const fault = faultOf(name ?? "", language ?? "", category ?? "", { components, format });
  if (fault) return badParameter(fault);
  const isThere = [...state.templates.values()].some(
    (one) => one.wabaId === wabaId && one.name === name && one.language === language,
  );
  if (isThere)
    return graphError(100, "Invalid parameter", {
      subcode: 2388024,
      details: "Message template content in this language already exists",
    });
  const template: Template = {
    id: meta.nextId("template"),
    wabaId,
    name: name!,
    language: language!,
    category: category as Template["category"],
    status: "PENDING",
    quality: "UNKNOWN",
    rejection: "NONE",
    format,
    components,
  };
  state.templates.set(template.id, template);
  return { status: 200, body: { id: template.id, status: "PENDING", category } };
}

function faultOf(
  name: string,
  language: string,
  category: string,
  { components, format }: Pick<Template, "components" | "format">,
) {
  if (!/^[a-z0-9_]{1,512}$/.test(name))
    return "Template name may have small letters, digits and underscores.";
  if (!/^[a-z]{2,3}(_[A-Z]{2})?$/.test(language)) return "Language is not supported.";
  if (!CATEGORIES.includes(category)) return "Category is not one of MARKETING, UTILITY, AUTHENTICATION.";
  const body = components.find(({ type }) => type === "BODY")?.text ?? "";
  if (!body || body.length > 1024) return "The body must be 1 to 1024 characters long.";
  if (/^\{\{|\}\}$/.test(body.trim())) return "Variables can't be at the start or end of the template.";
  const shape = format === "NAMED" ? /^[a-z_][a-z0-9_]*$/ : /^\d+$/;
  const variables = [...body.matchAll(/\{\{(.*?)\}\}/g)].map(([, variable]) => variable!);
  if (variables.some((variable) => !shape.test(variable))) return "Variables do not fit parameter_format.";
  const header = components.find(({ type }) => type === "HEADER");
  if (header && header.format !== "TEXT" && !header.example?.header_handle?.length)
    return "A header with media needs an example.";
  return null;
}

/** Meta has looked at a template, or thinks better or worse of it: kept, and told to the app. */
export async function judgeTemplate(
  meta: Meta,
  state: WhatsAppState,
  template: Template,
  to: { status?: Template["status"]; quality?: Template["quality"]; reason?: string },
): Promise<Template> {
  const names = {
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
  };
  if (to.status) {
    Object.assign(template, { status: to.status, rejection: to.reason ?? "NONE" });
    const value = { event: to.status, ...names, reason: template.rejection };
    await tellChange(meta, state, template.wabaId, "message_template_status_update", value);
  }
  if (to.quality) {
    const value = { previous_quality_score: template.quality, new_quality_score: to.quality, ...names };
    template.quality = to.quality;
    await tellChange(meta, state, template.wabaId, "message_template_quality_update", value);
  }
  return template;
}
