import type { TemplateFacts, TemplateNews } from "#app/channels/whatsapp-template.ts";
import type { Shop } from "#app/db.server.ts";

/** Keeps all templates of an account as Meta listed them; what it no longer lists is gone. */
export async function keepTemplates(shop: Shop, wabaId: string, told: TemplateFacts[]): Promise<void> {
  const rows = told.map((one) => ({ ...one, shopId: shop.id, wabaId, updatedAt: shop.at }));
  await shop.sql`
    with told as (
      select * from jsonb_populate_recordset(null::"MessageTemplate", ${JSON.stringify(rows)}::jsonb)
    ), gone as (
      delete from "MessageTemplate" t where t."shopId" = ${shop.id} and t."wabaId" = ${wabaId}
        and not exists (select from told where told.name = t.name and told.language = t.language)
    )
    insert into "MessageTemplate" select * from told
    on conflict ("shopId", "wabaId", name, language) do update set
      "providerId" = excluded."providerId", category = excluded.category, status = excluded.status,
      quality = excluded.quality, reason = excluded.reason, components = excluded.components,
      "updatedAt" = excluded."updatedAt"`;
}

/** One more, as Meta took it. */
export async function keepTemplate(shop: Shop, wabaId: string, told: TemplateFacts): Promise<void> {
  const { name, language } = told;
  const key = { shopId: shop.id, wabaId, name, language };
  const data = { ...told, updatedAt: shop.at };
  await shop.tx.messageTemplate.upsert({
    where: { shopId_wabaId_name_language: key },
    create: { ...key, ...data },
    update: data,
  });
}

/** Meta has looked at a template, or thinks better or worse of it. News of one we do not know is read with the next list. */
export async function keepTemplateNews(shop: Shop, news: TemplateNews): Promise<void> {
  const { wabaId, name, language, status, quality, reason } = news;
  await shop.tx.messageTemplate.updateMany({
    where: { shopId: shop.id, wabaId, name, language },
    data: { ...(status && { status, reason }), ...(quality && { quality }), updatedAt: shop.at },
  });
}
