import { z } from "zod";
import { changeAccount, loadAccount } from "#app/channels/accounts.ts";
import { TollFreeAnswers, Verified } from "#app/channels/toll-free.ts";
import { askTollFree, fetchTollFree } from "#app/channels/twilio-toll-free.server.ts";
import { inShop } from "#app/db.server.ts";
import { keepSent, readSent } from "#app/desk/toll-free-sent.ts";

const Kept = z.object({ tollFree: Verified.nullish() });

/** Sends what the merchant answered to Twilio, anew or after a rejection. Returns what is wrong, or null. */
export async function verifyTollFree(
  shopId: string,
  accountId: string,
  given: Record<string, string>,
): Promise<string | null> {
  const { account, at } = await load(shopId, accountId);
  if (account?.provider !== "twilio") return "This number is no longer connected. Load the page again.";
  const answers = TollFreeAnswers.safeParse(withNumber(given, readSent(account.settings)));
  if (!answers.success) return [...new Set(answers.error.issues.map(({ message }) => message))].join(" ");
  const known = Kept.parse(account.settings).tollFree ?? null;
  if (known && !(known.status === "TWILIO_REJECTED" && known.mayEdit)) return "It is with Twilio already.";
  const asked = await askTollFree(account, { answers: answers.data, known, at });
  if (!asked.ok) return asked.say;
  await keep(shopId, accountId, { tollFree: asked.verified, ...keepSent(answers.data) });
  return null;
}

/** The registration number is shown to nobody again: left empty, it stays as it was. */
const withNumber = (given: Record<string, string>, sent: TollFreeAnswers | null) => ({
  ...given,
  BusinessRegistrationNumber: given.BusinessRegistrationNumber || sent?.BusinessRegistrationNumber || "",
});

/** Asks Twilio how far it is and keeps that. Returns what went wrong, or null. */
export async function refreshTollFree(shopId: string, accountId: string): Promise<string | null> {
  const { account, at } = await load(shopId, accountId);
  const known = account && Kept.parse(account.settings).tollFree;
  if (!account || !known) return "Nothing was sent to Twilio yet.";
  const asked = await fetchTollFree(account, known, at);
  if (!asked.ok) return asked.say;
  await keep(shopId, accountId, { tollFree: asked.verified });
  return null;
}

const load = (shopId: string, accountId: string) =>
  inShop(shopId, async (shop) => ({ account: await loadAccount(shop, accountId), at: shop.at }));

const keep = (shopId: string, accountId: string, settings: { tollFree: Verified; tollFreeSent?: string }) =>
  inShop(shopId, (shop) => changeAccount(shop, accountId, { settings }));
