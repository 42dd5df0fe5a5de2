import { preferencesUrl } from "#app/consent/preferences-url.ts";
import { inShop } from "#app/db.server.ts";
import { trackingUrl } from "#app/orders/tracking/tracking-url.ts";
import { openPage } from "#tests/app.ts";
import { type MailSeen, town } from "#tests/town.ts";
import { mailAddress } from "./speak.ts";
import { openMails, walkInAdmin, walkNaked, walkTo } from "./walk.ts";
import type { Witness } from "./witness.ts";
import type { XssShop } from "./xss-shop.ts";

export interface Scenery {
  shop: XssShop;
  /** Shopify's ids of customers whom the answers have answered. */
  buyers: string[];
  /** How many people have written mails. */
  writers: number;
  /** No view begins after it: monotonic milliseconds. */
  endAt: number;
}

export interface Seen {
  view: string;
  text: string;
}

type View = (witness: Witness) => Promise<Seen>;

/** Every view there is, in turn of each kind: whoever has little time sees something of all of them. */
export async function viewsOf(scenery: Scenery): Promise<View[]> {
  const { shop } = scenery;
  const kinds = [
    await mailsAsHtml(shop),
    await mailsSent(scenery),
    await papers(shop),
    await parcels(shop),
    await threads(shop),
    DESK.map((path) => inAdmin(shop, path)),
    scenery.buyers.map((id) => inShopfront(shop, id)),
    await customers(shop),
  ];
  const longest = Math.max(...kinds.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => kinds.flatMap((kind) => kind[turn] ?? [])).flat();
}

const DESK = [
  "/app/team",
  "/app/settings/channels/whatsapp",
  "/app/problems",
  "/app/consent/import",
  "/app",
  "/app/alerts",
  "/app/alerts/shipped",
  "/app/consent",
  "/app/consent/join",
  "/app/consent/words",
  "/app/privacy",
  "/app/settings",
  "/app/settings/channels/sms",
  "/app/settings/channels/email",
  "/app/shop-data",
];

const inAdmin =
  (shop: XssShop, path: string, act?: Parameters<typeof walkInAdmin>[3]): View =>
  async (witness) => ({ view: path, text: await walkInAdmin(witness, shop, path, act) });
const naked =
  (view: string, html: string): View =>
  async (witness) => ({ view, text: await walkNaked(witness, view, html) });
const at =
  (view: string, url: string): View =>
  async (witness) => ({ view, text: await walkTo(witness, view, url) });

const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);

async function threads(shop: XssShop): Promise<View[]> {
  const found = await inShop(shop.shopId, ({ tx }) => tx.conversation.findMany({ select: { id: true } }));
  return idsOf(found).map((id) => inAdmin(shop, `/app/inbox/${id}`, openMails));
}

const FEW_CUSTOMERS = 60;

async function customers(shop: XssShop): Promise<View[]> {
  const found = await inShop(shop.shopId, ({ tx }) =>
    tx.customer.findMany({ select: { id: true }, orderBy: { id: "desc" }, take: FEW_CUSTOMERS }),
  );
  return idsOf(found).map((id) => inAdmin(shop, `/app/customers/${id}`));
}

/** What the frame of a mail is given, without the frame: the cleaning alone stands between it and the page. */
async function mailsAsHtml(shop: XssShop): Promise<View[]> {
  const found = await inShop(shop.shopId, ({ tx }) =>
    tx.message.findMany({ where: { channel: "email", direction: "in" }, select: { id: true } }),
  );
  const cleaned: string[] = [];
  for (const id of idsOf(found)) {
    const answer = await openPage(shop.app, `/app/mails/${id}`);
    if (answer.ok) cleaned.push(((await answer.json()) as { html: string }).html);
  }
  return pagesOf("the HTML of mails", cleaned);
}

const ON_A_PAGE = 40;

const pagesOf = (view: string, parts: string[]): View[] =>
  Array.from({ length: Math.ceil(parts.length / ON_A_PAGE) }, (_, page) =>
    naked(
      view,
      parts
        .slice(page * ON_A_PAGE, (page + 1) * ON_A_PAGE)
        .map((one) => `<section>${one}</section>`)
        .join(""),
    ),
  );

/** As the least careful of mail programs would show them. */
async function mailsSent({ writers }: Scenery): Promise<View[]> {
  const mails = await sentMails(writers);
  return pagesOf(
    "mails that we sent",
    mails.flatMap(({ html }) => html ?? []),
  );
}

export async function sentMails(writers: number): Promise<MailSeen[]> {
  const boxes = Array.from({ length: writers }, (_, person) => town.mail(mailAddress(person + 1)));
  return (await Promise.all(boxes)).flat();
}

/** Files that are handed on: the proof of a consent, and all that is held about somebody. */
async function papers(shop: XssShop): Promise<View[]> {
  const { keys, requests } = await inShop(shop.shopId, async ({ tx }) => ({
    keys: await tx.consentKey.findMany({ select: { id: true }, take: 10 * ON_A_PAGE }),
    requests: await tx.privacyRequest.findMany({ where: { kind: "data-request" }, select: { id: true } }),
  }));
  const read = async (path: string) => {
    const answer = await openPage(shop.app, `${path}?as=html`);
    return answer.ok ? [await answer.text()] : [];
  };
  const proofs = await Promise.all(idsOf(keys).map((id) => read(`/app/consent-proofs/${id}`)));
  const exported = await Promise.all(idsOf(requests).map((id) => read(`/app/exports/${id}`)));
  return [
    ...pagesOf("proofs of consent", proofs.flat()),
    ...pagesOf("what is held about somebody", exported.flat()),
    ...idsOf(keys)
      .slice(0, 3)
      .map((id) => inAdmin(shop, `/app/consent/${id}`)),
  ];
}

async function parcels(shop: XssShop): Promise<View[]> {
  const found = await inShop(shop.shopId, ({ tx }) =>
    tx.fulfillment.findMany({ select: { id: true }, orderBy: { id: "desc" } }),
  );
  const now = await town.clock.now();
  return idsOf(found).map((id) => {
    const { pathname } = new URL(trackingUrl({ id: shop.shopId, at: now }, id, null));
    return at(`parcel ${id}`, shop.app.url + pathname);
  });
}

/** Pages for shoppers that name the shop. */
export async function pagesThatNameTheShop({ app, shopId, addresses }: XssShop): Promise<View[]> {
  const point = { channel: "email", address: "reader@letters.example" } as const;
  const now = await town.clock.now();
  const here = (url: string) => app.url + new URL(url).pathname;
  return [
    at("preferences", here(preferencesUrl({ id: shopId, at: now }, point, null))),
    at("sign-up", `${addresses.storefront}/apps/threadline/sign-up`),
  ];
}

/** The chat as its shopper sees it, in the shop's own pages. */
function inShopfront({ addresses }: XssShop, customer: string): View {
  const view = `the chat of ${customer}`;
  return async (witness) => {
    const { page } = witness;
    witness.goingTo(view);
    await page.goto(`${addresses.storefront}/account/sign-in?customer=${customer}&return=/`);
    await page.locator("#threadline-chat .launcher").first().waitFor({ state: "attached" });
    // A chat that was open opens again by itself, and its button is away then.
    await page.evaluate(() => (window as unknown as { threadline: { open(): void } }).threadline.open());
    await page.locator(".theirs").first().waitFor();
    return { view, text: await witness.look(view) };
  };
}
