import type { TollFreeAnswers } from "#app/channels/toll-free.ts";
import type { Reader } from "#app/db.server.ts";

/** What we know of the shop of what Twilio asks; the merchant completes it. */
export async function draftTollFree(shop: Reader): Promise<Partial<TollFreeAnswers>> {
  const [known] = await shop.sql<Known>`
    select s.name, s.email, s."primaryUrl", l.address1, l.city, l.province, l.zip, l.country, p.privacy, p.terms
    from "Shop" s
    left join lateral (select * from "Location" where "shopId" = s.id and "isActive" order by name, id limit 1) l on true
    cross join lateral (select max(url) filter (where type = 'PRIVACY_POLICY') as privacy,
      max(url) filter (where type = 'TERMS_OF_SERVICE') as terms from "ShopPolicy" where "shopId" = s.id) p
    where s.id = ${shop.id}`;
  if (!known) return {};
  const { name, email, primaryUrl, address1, city, province, zip, country, privacy, terms } = known;
  const drafted = {
    BusinessName: name,
    BusinessWebsite: primaryUrl,
    NotificationEmail: email,
    BusinessStreetAddress: address1,
    BusinessCity: city,
    BusinessStateProvinceRegion: province,
    BusinessPostalCode: zip,
    BusinessCountry: country,
    BusinessContactEmail: email,
    BusinessRegistrationCountry: country,
    OptInImageUrls: primaryUrl,
    PrivacyPolicyUrl: privacy,
    TermsAndConditionsUrl: terms,
  };
  return Object.fromEntries(Object.entries(drafted).filter(([, value]) => value));
}

type Known = Record<
  | "name"
  | "email"
  | "primaryUrl"
  | "address1"
  | "city"
  | "province"
  | "zip"
  | "country"
  | "privacy"
  | "terms",
  string | null
>;
