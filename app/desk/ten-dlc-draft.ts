import { campaignOf } from "#app/channels/campaign-of-shop.ts";
import type { Campaign } from "#app/channels/ten-dlc.ts";
import { readDisclosures } from "#app/consent/disclosure-words.ts";
import { readAsker } from "#app/consent/read-asker.ts";
import { readJoinPage } from "#app/desk/join-page.ts";
import { draftTollFree } from "#app/desk/toll-free-draft.ts";
import type { Reader } from "#app/db.server.ts";

/** The form of a registration as far as the shop fills it in: fields of the business, then texts for the review. */
export async function draftTenDlc(
  shop: Reader,
): Promise<{ business: Record<string, string>; campaign: Campaign }> {
  const known = await draftTollFree(shop);
  const asker = await readAsker(shop);
  const { words, number } = await readJoinPage(shop);
  const wordsFor = await readDisclosures(shop);
  const website = (known.BusinessWebsite ?? "").replace(/\/$/, "");
  const asked = { country: "US", channel: "sms", purposes: ["marketing", "updates"], locale: "en" } as const;
  const campaign = campaignOf({
    name: asker.shop,
    website,
    disclosure: wordsFor(asked).text,
    signUpUrl: `${website}/apps/threadline/sign-up`,
    joinWords: words,
    number,
    privacyUrl: asker.privacy,
    termsUrl: asker.terms,
  });
  return { campaign, business: businessOf(known) };
}

const businessOf = (known: Awaited<ReturnType<typeof draftTollFree>>) => {
  const { BusinessName, BusinessWebsite, BusinessStreetAddress, BusinessCity, BusinessStateProvinceRegion } =
    known;
  const drafted = {
    name: BusinessName,
    website: BusinessWebsite,
    street: BusinessStreetAddress,
    city: BusinessCity,
    region: BusinessStateProvinceRegion,
    postalCode: known.BusinessPostalCode,
    country: known.BusinessCountry,
    email: known.BusinessContactEmail,
    notify: known.NotificationEmail,
  };
  return Object.fromEntries(
    Object.entries(drafted).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
};
