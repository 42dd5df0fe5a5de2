import { requireStaff, type StaffVisit } from "#app/shop/require-staff.server.ts";
import type { Need } from "#app/shop/role.ts";
import { town } from "#tests/town.ts";

export const BROWSER = "Mozilla/5.0 (X11; Linux x64) Chrome/153.0 Safari/537.36";

/** A shop of this test's own in the town, small and without a cast. */
export async function newShop(name: string): Promise<string> {
  const domain = `${name}-${crypto.randomUUID().slice(0, 8)}.myshopify.com`;
  await town.makeShop({ domain, seed: 7, orders: 12, customers: 5 });
  return domain;
}

/** What App Bridge sends: a page's request with a session token; overrides as of the town's `session-token`. */
export async function asStaff(
  domain: string,
  overrides: Record<string, string | number> = {},
): Promise<Request> {
  return withToken(await town.shop(domain).sessionToken(overrides));
}

export const withToken = (token: string): Request =>
  new Request("http://127.0.0.1:1/app?index", {
    headers: { authorization: `Bearer ${token}`, "user-agent": BROWSER },
  });

/** Opens the app, which installs it on the first time. */
export async function openApp(
  domain: string,
  overrides: Record<string, string | number> = {},
  need: Need = "view",
): Promise<StaffVisit> {
  return requireStaff(await asStaff(domain, overrides), need);
}

/** The Response that a door answered with instead of letting in; null where it let in. */
export const refusalOf = (visit: Promise<unknown>): Promise<Response | null> =>
  visit.then(
    () => null,
    (thrown: unknown) => {
      if (thrown instanceof Response) return thrown;
      throw thrown;
    },
  );
