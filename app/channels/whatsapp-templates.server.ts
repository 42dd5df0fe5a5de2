import { z } from "zod";
import type { Account } from "#app/channels/channel.ts";
import { askGraph, FACEBOOK, type GraphAnswer } from "#app/channels/graph-api.server.ts";
import { whatsAppSettings } from "#app/channels/whatsapp.server.ts";
import type { TemplateDraft, TemplateFacts } from "#app/channels/whatsapp-template.ts";

const FIELDS = "id,name,language,category,status,quality_score,rejected_reason,components";
/** More than an account may have (250, or 6,000 once it is verified) are not read. */
const MOST_PAGES = 30;

const Listed = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      language: z.string(),
      category: z.string(),
      status: z.string(),
      quality_score: z.object({ score: z.string() }).optional(),
      rejected_reason: z.string().nullish(),
      components: z.array(z.looseObject({ type: z.string() })).default([]),
    }),
  ),
  paging: z
    .object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() })
    .optional(),
});

/** All templates of an account as Meta has them now. */
export async function listTemplates(account: Account): Promise<GraphAnswer<TemplateFacts[]>> {
  const { wabaId } = whatsAppSettings.parse(account.settings);
  const found: TemplateFacts[] = [];
  let after = "";
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await askGraph(`${FACEBOOK}/${wabaId}/message_templates`, Listed, {
      token: account.secret,
      fields: { fields: FIELDS, limit: "200", ...(after && { after }) },
    });
    if (!answer.ok) return answer;
    found.push(...answer.data.data.map(factsOf));
    after = answer.data.paging?.next ? (answer.data.paging.cursors?.after ?? "") : "";
    if (!after) break;
  }
  return { ok: true, data: found };
}

function factsOf(told: z.infer<typeof Listed>["data"][number]): TemplateFacts {
  const { id, name, language, components, rejected_reason } = told;
  return {
    providerId: id,
    name,
    language,
    category: told.category.toLowerCase(),
    status: told.status.toLowerCase(),
    quality: (told.quality_score?.score ?? "unknown").toLowerCase(),
    reason: rejected_reason && rejected_reason !== "NONE" ? rejected_reason : null,
    components,
  };
}

const Created = z.object({
  id: z.string(),
  status: z.string().default("PENDING"),
  category: z.string().optional(),
});

/** Asks Meta to approve a text; it answers with what it makes of it for now, mostly `pending`. */
export async function createTemplate(
  account: Account,
  { name, language, category, body, footer, examples, buttons }: TemplateDraft,
): Promise<GraphAnswer<TemplateFacts>> {
  const { wabaId } = whatsAppSettings.parse(account.settings);
  const components = [
    // Meta looks at a text with values that it might have.
    { type: "BODY", text: body, ...(examples.length && { example: { body_text: [examples] } }) },
    ...(footer ? [{ type: "FOOTER", text: footer }] : []),
    ...(buttons.length
      ? [{ type: "BUTTONS", buttons: buttons.map((text) => ({ type: "QUICK_REPLY", text })) }]
      : []),
  ];
  const fields = { name, language, category: category.toUpperCase(), components };
  const answer = await askGraph(`${FACEBOOK}/${wabaId}/message_templates`, Created, {
    token: account.secret,
    method: "POST",
    fields,
  });
  if (!answer.ok) return answer;
  const { id, status, category: given = category } = answer.data;
  const told = { providerId: id, name, language, components, quality: "unknown", reason: null };
  return { ok: true, data: { ...told, category: given.toLowerCase(), status: status.toLowerCase() } };
}
