import { z } from "zod";
import type { Account } from "#app/channels/channel.ts";
import { kindOfPolicy } from "#app/channels/ten-dlc-forms.ts";
import { MESSAGING, TRUST } from "#app/channels/ten-dlc-step.server.ts";
import type { Approved, KnownBrand } from "#app/channels/ten-dlc.ts";
import { type Rested, restList } from "#app/channels/twilio-rest.server.ts";

const Profile = z.looseObject({
  sid: z.string(),
  policy_sid: z.string(),
  friendly_name: z.string().nullish(),
  status: z.string(),
});
const Brand = z.looseObject({
  sid: z.string(),
  status: z.string(),
  customer_profile_bundle_sid: z.string().nullish(),
  brand_type: z.string().nullish(),
  skip_automatic_sec_vet: z.boolean().nullish(),
});

/** Brands and business profiles that are approved in the account, whoever made them: they need not be made anew. */
export async function listApproved(account: Account): Promise<Rested<Approved>> {
  const found = await restList(account, `${TRUST}/CustomerProfiles?Status=twilio-approved`, {
    key: "results",
    item: Profile,
  });
  if (found.as !== "ok") return found;
  const list = await restList(account, `${MESSAGING}/a2p/BrandRegistrations`, { key: "data", item: Brand });
  if (list.as !== "ok") return list;
  // A brand has no name of its own but its profile's.
  const names = new Map(found.body.map(({ sid, friendly_name }) => [sid, nameOf(friendly_name)]));
  const profiles = found.body.flatMap(({ sid, policy_sid, status }) => {
    const kind = kindOfPolicy(policy_sid);
    return kind && status === "twilio-approved" ? [{ sid, name: names.get(sid)!, kind }] : [];
  });
  const brands = list.body
    .filter(({ status }) => status === "APPROVED")
    .map(({ sid, customer_profile_bundle_sid: profile, ...brand }) => ({
      ...{ sid, name: (profile && names.get(profile)) || UNNAMED, kind: kindOf(brand) },
    }));
  return { as: "ok", body: { brands, profiles } };
}

const UNNAMED = "A business without a name";

/** Ours go by the id of the sender that they were made for, which says nothing to anybody. */
const nameOf = (name: string | null | undefined): string =>
  !name ? UNNAMED : name.startsWith("Threadline ") ? "Made here for another number" : name;

function kindOf(
  brand: Pick<z.infer<typeof Brand>, "brand_type" | "skip_automatic_sec_vet">,
): KnownBrand["kind"] {
  if (brand.brand_type === "SOLE_PROPRIETOR") return "sole-proprietor";
  return brand.skip_automatic_sec_vet ? "low-volume" : "standard";
}
