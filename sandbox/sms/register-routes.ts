import { refusal, type Town } from "../town-types.ts";
import type { Bundle, Reviewed } from "./register-types.ts";
import type { SmsState } from "./sms-types.ts";
import { tellReview } from "./tell-review.ts";
import { COMPANY, PRIMARY, registrySid } from "./trust-hub.ts";

/** Who reviews at Twilio and at the registry decides; sms/README.md has an example of each. */
export function addRegisterRoutes(town: Town, state: SmsState): void {
  town.control("GET /sms/registrations", () => {
    const { bundles, filed, brands, campaigns, proofs } = state.registry;
    const all = (map: Map<string, unknown>) => [...map.values()];
    return {
      ...{ bundles: all(bundles), filed: all(filed), brands: all(brands), campaigns: all(campaigns) },
      proofs,
    };
  });
  town.control("POST /sms/registrations/:sid", ({ params, body }) => {
    const { bundles, brands, campaigns } = state.registry;
    const sid = params.sid ?? "";
    const bundle = bundles.get(sid);
    const known = bundle ?? brands.get(sid) ?? campaigns.get(sid);
    if (!known) throw refusal(404, "nobody handed this in");
    Object.assign(known, body as Partial<Reviewed>);
    if (bundle) tellReview(town, state, bundle);
    return known;
  });
  town.control("POST /sms/reviews", ({ body }) => {
    const { afterMs = null } = body as { afterMs?: number | null };
    state.registry.reviewMs = afterMs;
    return { afterMs };
  });
  // As if it had been made and approved in Twilio's console, which is the only way to a primary profile.
  const approve = (account: string, kind: Bundle["kind"], fields: Record<string, string>): string => {
    const sid = registrySid(state, "BU");
    const bundle: Bundle = {
      ...{ sid, account, kind, fields, parts: [] },
      ...{ status: "twilio-approved", errors: [], sentAt: null },
    };
    state.registry.bundles.set(sid, bundle);
    return sid;
  };
  const accountOf = (body: unknown) =>
    (body as { account?: string }).account ?? [...state.accounts.keys()][0]!;
  town.control("POST /sms/primary-profiles", ({ body }) => {
    const fields = { PolicySid: PRIMARY, FriendlyName: "Primary", Email: "owner@tidewater.example" };
    return { sid: approve(accountOf(body), "CustomerProfiles", fields) };
  });
  town.control("POST /sms/approved-profiles", ({ body }) => {
    const { name = "Tidewater" } = body as { name?: string };
    return { sid: approve(accountOf(body), "CustomerProfiles", { PolicySid: COMPANY, FriendlyName: name }) };
  });
  town.control("POST /sms/approved-brands", ({ body }) => {
    const { profile = "" } = body as { profile?: string };
    const [account, sid] = [accountOf(body), registrySid(state, "BN")];
    const bundle = approve(account, "TrustProducts", { FriendlyName: "A2P" });
    const fields = { CustomerProfileBundleSid: profile, A2PProfileBundleSid: bundle, BrandType: "STANDARD" };
    const brand: Reviewed = { sid, account, fields, status: "APPROVED", errors: [], sentAt: null };
    state.registry.brands.set(sid, brand);
    return { sid };
  });
}
