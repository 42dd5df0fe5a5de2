import { beforeAll, expect, it } from "vitest";
import { recordConsent, standing } from "#app/consent/ledger.ts";
import { inShop } from "#app/db.server.ts";
import { importAll } from "#tests/orders/import/run-imports.ts";
import { openApp } from "#tests/shopify/opened-app.ts";
import { control, TIDEWATER, town } from "#tests/town.ts";

interface TownCustomer {
  id: number;
  email: string | null;
  phone: string | null;
  smsConsent: { state: string };
  emailConsent: { state: string };
}

const STOPPED = "+15035554922";
let shopId: string;
let people: TownCustomer[];
beforeAll(async () => {
  await town.reset();
  const made = { firstName: "Ola", phone: STOPPED, acceptsSmsMarketing: true };
  await control("POST", `/shops/${TIDEWATER}/customers`, made);
  ({ shopId } = await openApp(TIDEWATER));
  await inShop(shopId, (shop) =>
    recordConsent(shop, {
      channel: "sms",
      address: STOPPED,
      purpose: "marketing",
      state: "revoked",
      source: "keyword",
      evidence: {},
      at: new Date("2026-01-01T00:00:00Z"),
    }),
  );
  await importAll(shopId, ["customers"]);
  const list = await control<{ customers: TownCustomer[] }>("GET", `/shops/${TIDEWATER}/customers?first=250`);
  people = list.customers;
});

const standingOf = (channel: "sms" | "email", address: string) =>
  inShop(shopId, (shop) => standing(shop, { channel, address, purpose: "marketing" }));

it("who said yes at Shopify before we came stands as yes, who said nothing as nothing", async () => {
  let yes = 0;
  for (const { email, phone, smsConsent, emailConsent } of people.filter((one) => one.phone !== STOPPED)) {
    if (email) expect(await standingOf("email", email)).toBe(wanted(emailConsent.state));
    if (phone) expect(await standingOf("sms", phone)).toBe(wanted(smsConsent.state));
    if (emailConsent.state === "SUBSCRIBED") yes++;
  }
  expect(yes).toBeGreaterThan(10);
});

it("a STOP from before the import stays, though Shopify has a newer yes", async () => {
  expect(await standingOf("sms", STOPPED)).toBe("revoked");
});

const wanted = (state: string) =>
  state === "SUBSCRIBED" ? "granted" : state === "UNSUBSCRIBED" ? "revoked" : null;
