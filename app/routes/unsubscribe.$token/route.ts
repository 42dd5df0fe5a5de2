import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { readUnsubscribe, unsubscribe } from "#app/consent/unsubscribe-link.ts";
import { inShop } from "#app/db.server.ts";
import { readSettings } from "#app/shop/settings.ts";
import { html } from "#app/track/html.ts";
import { framePage, PAGE_HEADERS } from "#app/track/page-frame.ts";

/** Looking changes nothing: mail programs and virus scanners open every link. */
export async function loader({ params }: LoaderFunctionArgs): Promise<Response> {
  const link = readUnsubscribe(params.token ?? "");
  if (!link)
    return page(404, null, "This link is not complete", "Please open it again from the email.", false);
  const name = await nameOf(link.shopId);
  return page(200, name, "Unsubscribe", `No more offers from ${name} to ${link.address}.`, true);
}

/** One press, by the person or by their mail program for them (RFC 8058): no cookie, no login, no question. */
export async function action({ params }: ActionFunctionArgs): Promise<Response> {
  const link = readUnsubscribe(params.token ?? "");
  if (!link)
    return page(404, null, "This link is not complete", "Please open it again from the email.", false);
  await inShop(link.shopId, (shop) => unsubscribe(shop, link));
  const name = await nameOf(link.shopId);
  return page(200, name, "You are unsubscribed", `${name} sends no more offers to ${link.address}.`, false);
}

const nameOf = (shopId: string) => inShop(shopId, async (shop) => (await readSettings(shop)).shopName);

function page(
  status: number,
  shopName: string | null,
  title: string,
  words: string,
  asks: boolean,
): Response {
  const body = html`<article><h1>${title}</h1><p>${words}</p>
${asks && html`<form method="post"><p class="links"><button type="submit">Unsubscribe</button></p></form>`}</article>`;
  return new Response(framePage({ locale: "en", title, shopName, body }), { status, headers: HEADERS });
}

const HEADERS = {
  ...PAGE_HEADERS,
  "content-security-policy": PAGE_HEADERS["content-security-policy"].replace(
    "form-action 'none'",
    "form-action 'self'",
  ),
};
