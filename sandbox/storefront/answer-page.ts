import type { IncomingMessage } from "node:http";
import { fieldsOf } from "../http.ts";
import type { Answer } from "../town-types.ts";
import { accountPage, accountOrderPage, loginPage, signIn, signOut } from "./pages/account.ts";
import { addToCart, cartJson, cartPage, changeCart } from "./pages/cart.ts";
import { checkoutPage, pay, recoverCheckout, rememberContact, thankYouPage } from "./pages/checkout.ts";
import { invoicePage, payInvoice } from "./pages/invoice.ts";
import { orderStatusPage } from "./pages/order-status.ts";
import { collectionPage, homePage, productJson, productPage, searchPage } from "./pages/shelves.ts";
import { notFoundPage, policyPage, textPage } from "./pages/texts.ts";
import { type PageContent, renderThemed } from "./render-page.ts";
import type { Visit } from "./visit.ts";

/** A page to render, or an answer as it stands. */
export type Shown = PageContent | Answer;
export interface Asked {
  visit: Visit;
  /** What the pattern's parentheses caught. */
  parts: string[];
  /** Form or JSON fields of a post. */
  fields: Record<string, unknown>;
}
type Route = [method: "GET" | "POST", pattern: RegExp, page: (asked: Asked) => Shown | Promise<Shown>];

const ROUTES: Route[] = [
  ["GET", /^\/$/, homePage],
  ["GET", /^\/collections(?:\/([\w-]+))?$/, collectionPage],
  ["GET", /^\/products\/([\w-]+)\.js(?:on)?$/, productJson],
  ["GET", /^\/products\/([\w-]+)$/, productPage],
  ["GET", /^\/search$/, searchPage],
  ["GET", /^\/cart$/, cartPage],
  ["GET", /^\/cart\.js(?:on)?$/, cartJson],
  ["POST", /^\/cart\/add(\.js)?$/, addToCart],
  ["POST", /^\/cart\/(?:change|update)(\.js)?$/, changeCart],
  ["GET", /^\/checkout$/, checkoutPage],
  ["POST", /^\/checkout\/contact$/, rememberContact],
  ["POST", /^\/checkout$/, pay],
  ["GET", /^\/checkouts\/ac\/([\w-]+)\/recover$/, recoverCheckout],
  ["GET", /^\/checkouts\/cn\/([\w-]+)\/thank-you$/, thankYouPage],
  ["GET", /^\/invoices\/([\w-]+)$/, invoicePage],
  ["POST", /^\/invoices\/([\w-]+)$/, payInvoice],
  ["GET", /^\/account\/login$/, loginPage],
  ["GET", /^\/account\/sign-in$/, signIn],
  ["POST", /^\/account\/login$/, signIn],
  ["GET", /^\/account\/logout$/, signOut],
  ["GET", /^\/account$/, accountPage],
  ["GET", /^\/account\/orders\/([\w-]+)$/, accountOrderPage],
  ["GET", /^\/(\d+)\/orders\/([\w-]+)(?:\/authenticate)?$/, orderStatusPage],
  ["GET", /^\/policies\/([\w-]+)$/, policyPage],
  ["GET", /^\/pages\/([\w-]+)$/, textPage],
];

export async function answerPage(visit: Visit, req: IncomingMessage, body: Buffer): Promise<Answer> {
  const method = req.method === "HEAD" ? "GET" : req.method;
  const fields = fieldsOf(body, req.headers["content-type"] ?? "");
  for (const [wanted, pattern, page] of ROUTES) {
    const match = wanted === method ? pattern.exec(visit.url.pathname) : null;
    if (match) return finish(visit, await page({ visit, parts: match.slice(1), fields }));
  }
  return finish(visit, notFoundPage());
}

export function redirectTo(location: string): Answer {
  return { status: 303, headers: { location } };
}

async function finish(visit: Visit, shown: Shown): Promise<Answer> {
  const answer = "template" in shown ? await rendered(visit, shown) : shown;
  if (!visit.setCookies.length) return answer;
  return { ...answer, headers: { ...answer.headers, "set-cookie": visit.setCookies } };
}

async function rendered(visit: Visit, content: PageContent): Promise<Answer> {
  return {
    status: content.template === "404" ? 404 : 200,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
    body: await renderThemed(visit, content),
  };
}
