import { randomUUID } from "node:crypto";
import type { MessageView } from "#app/conversations/message.ts";
import { proxyQuery } from "#sandbox/shopify/proxy-signature.ts";
import type { App } from "#tests/app.ts";
import { TIDEWATER, town } from "#tests/town.ts";

export interface Session {
  visitor: string;
  token: string;
  cursor: number | null;
  customer: { signedIn: boolean; firstName?: string | null };
}

interface Opening {
  /** Shopify's id of the customer who is signed in at the shop. */
  customer?: number | string | null;
  visitor?: string | null;
  locale?: string;
  domain?: string;
  /** The shopper's network address, as Shopify's proxy tells it. */
  network?: string;
}

/** What the widget does first, as Shopify's proxy passes it on. */
export async function openSession(
  app: App,
  { customer, visitor = null, locale = "en", domain = TIDEWATER, network }: Opening = {},
): Promise<Session> {
  const answer = await callProxy(
    app,
    "/proxy/chat/session",
    { visitor, locale },
    { customer, domain, network },
  );
  if (!answer.ok) throw new Error(`the session door answered ${answer.status}`);
  return (await answer.json()) as Session;
}

export async function callProxy(
  app: App,
  path: string,
  body: unknown,
  {
    customer,
    domain = TIDEWATER,
    network,
    tamper,
  }: Pick<Opening, "customer" | "domain" | "network"> & { tamper?: (query: URLSearchParams) => void } = {},
): Promise<Response> {
  const now = await town.clock.now();
  const query = proxyQuery(new URLSearchParams(), {
    shop: domain,
    pathPrefix: "/apps/threadline",
    loggedInCustomerId: customer ? String(customer) : null,
    at: now.getTime(),
    secret: "town-secret",
  });
  tamper?.(query);
  return fetch(`${app.url}${path}?${query}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(network && { "x-forwarded-for": network }) },
    body: JSON.stringify(body),
  });
}

/** A shopper at the widget: says things, sees what the thread shows. */
export class Shopper {
  readonly session: Session;
  readonly app: App;
  constructor(app: App, session: Session) {
    this.app = app;
    this.session = session;
  }

  call(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${this.session.token}`, ...init.headers };
    return fetch(`${this.app.url}${path}`, { ...init, headers });
  }

  post(path: string, body: unknown): Promise<Response> {
    return this.call(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  async say(
    text: string,
    more: { clientId?: string; choice?: string; files?: string[] } = {},
  ): Promise<MessageView> {
    const answer = await this.post("/chat/messages", { clientId: randomUUID(), text, ...more });
    const said = (await answer.json()) as { message: MessageView };
    if (!answer.ok) throw new Error(`the message door answered ${answer.status}: ${JSON.stringify(said)}`);
    return said.message;
  }

  async thread(after = 0): Promise<MessageView[]> {
    const answer = await this.call(`/chat/thread?after=${after}`);
    return ((await answer.json()) as { messages: MessageView[] }).messages;
  }

  async lastAnswer(): Promise<MessageView | undefined> {
    return (await this.thread()).filter(({ from }) => from === "shop").at(-1);
  }
}

export async function openChat(app: App, opening: Opening = {}): Promise<Shopper> {
  return new Shopper(app, await openSession(app, opening));
}
