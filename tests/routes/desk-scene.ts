import { inShop, type Shop } from "#app/db.server.ts";
import { receiveMessage } from "#app/conversations/receive-message.ts";
import { admitStaff } from "#app/shop/admit-staff.ts";
import type { Role } from "#app/shop/role.ts";
import { setStaffRole } from "#app/shop/set-staff-role.ts";
import { BROWSER, newShop, openApp } from "#tests/shopify/opened-app.ts";
import { control, town } from "#tests/town.ts";

interface TownStaff {
  id: number;
  firstName: string;
  lastName: string;
  email: string;
  locale: string;
}

export interface Person {
  /** Our member's id. */
  id: string;
  /** Shopify's, which session tokens speak of. */
  shopifyId: number;
}

/** A shop with Maya (owner), Ben (agent) and Zoe (viewer), for pages called as functions. */
export interface DeskScene {
  shopId: string;
  domain: string;
  maya: Person;
  ben: Person;
  zoe: Person;
  /** Someone texts or chats; returns the conversation. Waits for nobody: no job runs here. */
  writes(from: string, text: string, externalId?: string): Promise<string>;
  look<T>(read: (shop: Shop) => Promise<T>): Promise<T>;
}

export async function openDesk(name: string): Promise<DeskScene> {
  const domain = await newShop(name);
  const { shopId, staff: owner } = await openApp(domain);
  const { staff: mayaInTown } = await control<{ staff: TownStaff }>("GET", `/shops/${domain}/launch`);
  const join = async (firstName: string, id: number, role: Role): Promise<Person> => {
    const person = {
      id,
      firstName,
      lastName: "Tide",
      email: `${firstName}@crew.example`.toLowerCase(),
      locale: "en",
      accountOwner: false,
    };
    await control("POST", `/shops/${domain}/staff`, person);
    const user = {
      id,
      first_name: firstName,
      last_name: "Tide",
      email: person.email,
      email_verified: true,
      account_owner: false,
      locale: "en",
    };
    const member = await inShop(shopId, (shop) => admitStaff(shop, user));
    await inShop(shopId, (shop) => setStaffRole(shop, { staffId: member!.id, role }));
    return { id: member!.id, shopifyId: id };
  };
  return {
    shopId,
    domain,
    maya: { id: owner.id, shopifyId: mayaInTown.id },
    ben: await join("Ben", 90_000_001, "agent"),
    zoe: await join("Zoe", 90_000_002, "viewer"),
    look: (read) => inShop(shopId, read),
    writes: (from, text, externalId = crypto.randomUUID()) =>
      inShop(shopId, async (shop) => {
        const channel = from.startsWith("+") ? ("sms" as const) : ("chat" as const);
        const inbound = { channel, accountId: null, from, text, externalId, at: shop.at };
        return (await receiveMessage(shop, inbound)).conversationId;
      }),
  };
}

interface Call {
  as: Person;
  path: string;
  params?: Record<string, string>;
  json?: unknown;
  form?: Record<string, string>;
}

/** What Remix hands to a loader or action when this person's browser asks. */
export async function callAs(desk: DeskScene, { as, path, params = {}, json, form }: Call) {
  const token = await town.shop(desk.domain).sessionToken({ staff: as.shopifyId });
  const headers: Record<string, string> = { authorization: `Bearer ${token}`, "user-agent": BROWSER };
  if (json !== undefined) headers["content-type"] = "application/json";
  const body = json === undefined ? form && new URLSearchParams(form) : JSON.stringify(json);
  const request = new Request(`http://127.0.0.1:1${path}`, {
    headers,
    ...(body !== undefined && { method: "POST", body }),
  });
  return { request, params, context: {} };
}

/** The status a door refuses with; null where it lets in. */
export const refusal = (answer: Promise<unknown>): Promise<number | null> =>
  answer.then(
    () => null,
    (thrown: unknown) => {
      if (thrown instanceof Response) return thrown.status;
      throw thrown;
    },
  );
