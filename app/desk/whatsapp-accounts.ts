import type { TemplateFacts } from "#app/channels/whatsapp-template.ts";
import { whatsAppSettings } from "#app/channels/whatsapp.server.ts";
import type { Shop } from "#app/db.server.ts";

/** A connected number and its account's templates, as the settings page shows them. */
export interface WhatsAppView {
  id: string;
  number: string;
  name: string;
  wabaId: string;
  isOnApp: boolean;
  peopleADay: number | null;
  connectedAt: string;
  lastHeardAt: string | null;
}

export interface TemplateView extends Omit<TemplateFacts, "providerId" | "components"> {
  wabaId: string;
  body: string;
}

export async function readWhatsApp(
  shop: Shop,
): Promise<{ accounts: WhatsAppView[]; templates: TemplateView[] }> {
  const rows = await shop.tx.channelAccount.findMany({
    where: { shopId: shop.id, channel: "whatsapp", removedAt: null },
    orderBy: { connectedAt: "asc" },
    omit: { secret: true },
  });
  const accounts = rows.map(({ id, sender, settings, connectedAt, lastHeardAt }) => {
    const { name, wabaId, isOnApp, peopleADay } = whatsAppSettings.parse(settings);
    const since = { connectedAt: connectedAt.toISOString(), lastHeardAt: lastHeardAt?.toISOString() ?? null };
    return { id, number: sender, name, wabaId, isOnApp, peopleADay, ...since };
  });
  const templates = await shop.tx.messageTemplate.findMany({
    where: { shopId: shop.id, wabaId: { in: accounts.map(({ wabaId }) => wabaId) } },
    orderBy: [{ name: "asc" }, { language: "asc" }],
  });
  return {
    accounts,
    templates: templates.map(({ wabaId, name, language, category, status, quality, reason, components }) => ({
      ...{ wabaId, name, language, category, status, quality, reason },
      body: bodyOf(components),
    })),
  };
}

function bodyOf(components: unknown): string {
  const all = Array.isArray(components) ? (components as { type?: string; text?: string }[]) : [];
  return all.find(({ type }) => type === "BODY")?.text ?? "";
}
