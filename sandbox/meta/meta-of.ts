import { createHash } from "node:crypto";
import type { Town } from "../town-types.ts";
import type { Meta, Token } from "./meta-types.ts";
import { MetaWebhooks } from "./webhooks.ts";

const MINUTE = 60_000;
const metas = new WeakMap<Town, Meta & { reset(): void; webhooks: MetaWebhooks }>();

/** The town's Meta; WhatsApp, Messenger and Instagram share it. */
export function metaOf(town: Town): Meta & { reset(): void; webhooks: MetaWebhooks } {
  const known = metas.get(town) ?? openPlatform(town);
  metas.set(town, known);
  return known;
}

function openPlatform(town: Town) {
  const app = {
    id: process.env.META_APP_ID || "610000000000001",
    secret: process.env.META_APP_SECRET || "meta-town-secret",
    verifyToken: process.env.META_VERIFY_TOKEN || "meta-town-verify",
  };
  const webhooks = new MetaWebhooks(town, app);
  let count = 0;
  const digest = (kind: string) => {
    count += 1;
    return createHash("sha256")
      .update(`${town.options.seed} ${town.clock.openedAt} ${kind} ${count}`)
      .digest();
  };
  const meta = {
    town,
    app,
    webhooks,
    owners: [] as Meta["owners"],
    grantSignUp: null as Meta["grantSignUp"],
    tokens: new Map<string, Token>(),
    codes: new Map<string, { token: Token; until: number }>(),
    answerGraph: (owns: (id: string) => boolean, handler: Meta["owners"][number]["handler"]) =>
      void meta.owners.push({ owns, handler }),
    grant(asked: Partial<Token> & Pick<Token, "ids" | "kind">): Token {
      const fresh = { token: `EAA${digest("token").toString("base64url")}`, scopes: [], expiresAt: null };
      const token: Token = { ...fresh, isRevoked: false, ...asked };
      meta.tokens.set(token.token, token);
      return token;
    },
    grantCode(token: Token): string {
      const code = `AQ${digest("code").toString("base64url")}`;
      meta.codes.set(code, { token, until: town.clock.now() + 10 * MINUTE });
      return code;
    },
    tell: webhooks.tell.bind(webhooks),
    get posted() {
      return webhooks.posted;
    },
    nextId: (kind: string) =>
      String((digest(kind).readBigUInt64BE() % 9_000_000_000_000_000n) + 1_000_000_000_000_000n),
    reset() {
      count = 0;
      meta.tokens.clear();
      meta.codes.clear();
      webhooks.clear();
    },
  };
  return meta;
}
