import { loadAccount } from "#app/channels/accounts.ts";
import { keepTemplate, keepTemplates } from "#app/channels/keep-templates.ts";
import { sayFault, whatsAppSettings } from "#app/channels/whatsapp.server.ts";
import { faultOfDraft, type TemplateDraft } from "#app/channels/whatsapp-template.ts";
import { createTemplate, listTemplates } from "#app/channels/whatsapp-templates.server.ts";
import { inShop } from "#app/db.server.ts";

export type TemplateOutcome = { ok: true; say: string } | { ok: false; say: string };

/** Reads all templates of a number's account from Meta again. */
export async function refreshTemplates(shopId: string, accountId: string): Promise<TemplateOutcome> {
  const account = await inShop(shopId, (shop) => loadAccount(shop, accountId));
  if (!account) return GONE;
  const listed = await listTemplates(account);
  if (!listed.ok) return { ok: false, say: sayFault(listed.fault) };
  const { wabaId } = whatsAppSettings.parse(account.settings);
  await inShop(shopId, (shop) => keepTemplates(shop, wabaId, listed.data));
  return {
    ok: true,
    say: listed.data.length === 1 ? "1 template read." : `${listed.data.length} templates read.`,
  };
}

/** Asks Meta to approve a text. What it would refuse is said before it is asked. */
export async function askForTemplate(
  shopId: string,
  accountId: string,
  draft: TemplateDraft,
): Promise<TemplateOutcome> {
  const fault = faultOfDraft(draft);
  if (fault) return { ok: false, say: fault };
  const account = await inShop(shopId, (shop) => loadAccount(shop, accountId));
  if (!account) return GONE;
  const created = await createTemplate(account, draft);
  if (!created.ok) {
    const isThere = created.fault.subcode === 2_388_024;
    return {
      ok: false,
      say: isThere ? "There is a template of this name and language." : sayFault(created.fault),
    };
  }
  const { wabaId } = whatsAppSettings.parse(account.settings);
  await inShop(shopId, (shop) => keepTemplate(shop, wabaId, created.data));
  return { ok: true, say: "Meta is looking at it. That mostly takes minutes, and a day at most." };
}

const GONE: TemplateOutcome = { ok: false, say: "This number is no longer connected." };
