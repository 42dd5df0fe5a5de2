import { consentHash } from "#app/consent/consent-address.ts";
import { pool } from "#app/db.server.ts";
import { town } from "#tests/town.ts";
import type { Violation } from "../proof.ts";

/** One STOP: milliseconds of the machine's own clock. */
export interface Stop {
  phone: string;
  sentAt: number;
  /** When the letterbox's 2xx was here; null where it refused, and the carrier came again. */
  ackAt: number;
}

interface Claim {
  phone: string;
  messageId: string;
  /** When the claim's transaction committed, by PostgreSQL. */
  at: number;
}

export interface Judged {
  begunAfter: Violation[];
  unheard: Violation[];
  begun: number;
  /** Claims that committed before the ack and whose request reached the carrier after it: how often, and how late. */
  residual: { count: number; mostMs: number };
}

/**
 * R18: a send begins when its claim commits. PostgreSQL's own commit times are held against the moment the carrier
 * had our 2xx; what a claim needs to reach the carrier is printed, and is no violation.
 */
export async function judgeStops(shopId: string, stops: Stop[]): Promise<Judged> {
  const claims = await asShop(shopId, readClaims);
  const ackOf = new Map(stops.map(({ phone, ackAt }) => [phone, ackAt]));
  const begunAfter = claims
    .filter(({ phone, at }) => at > (ackOf.get(phone) ?? Number.POSITIVE_INFINITY))
    .map((claim) => ({ what: "a send begun after the STOP's ack", ...claim, ackAt: ackOf.get(claim.phone) }));
  return {
    begunAfter,
    unheard: await asShop(shopId, (ask) => readUnheard(ask, stops)),
    begun: claims.length,
    residual: await residualOf(claims, ackOf),
  };
}

type Query = <Row extends object>(text: string, values: unknown[]) => Promise<Row[]>;

async function readClaims(query: Query, shopId: string): Promise<Claim[]> {
  return query<Claim>(
    `select m.address as phone, m.id as "messageId",
       extract(epoch from pg_xact_commit_timestamp((e.xid % 4294967296)::text::xid))::float8 * 1000 as at
     from "DomainEvent" e join "Message" m on m."shopId" = e."shopId" and m.id = e.payload->>'messageId'
     where e."shopId" = $1 and e.name = 'message.moved' and e.payload->>'state' = 'sending'`,
    [shopId],
  );
}

/** A STOP that was acknowledged must stand in the ledger in the end. */
async function readUnheard(query: Query, stops: Stop[]): Promise<Violation[]> {
  const hashes = new Map(stops.map(({ phone }) => [consentHash("sms", phone), phone]));
  const revoked = await query<{ addressHash: string }>(
    `select "addressHash" from "ConsentState"
     where "addressHash" = any($1) and purpose = 'marketing' and state = 'revoked'`,
    [[...hashes.keys()]],
  );
  for (const { addressHash } of revoked) hashes.delete(addressHash);
  return [...hashes.values()].map((phone) => ({ what: "a STOP that was acknowledged had no effect", phone }));
}

async function residualOf(claims: Claim[], ackOf: Map<string, number>) {
  const claimed = new Map(claims.map(({ phone, at }) => [phone, at]));
  let [count, mostMs] = [0, 0];
  for (const entry of await town.ledger()) {
    if (entry.provider !== "twilio" || entry.kind !== "message") continue;
    const phone = String(entry.to);
    const [ackAt, at] = [ackOf.get(phone), claimed.get(phone)];
    const takenAt = Date.parse(String(entry.realAt));
    if (ackAt === undefined || at === undefined || takenAt <= ackAt || at > ackAt) continue;
    count++;
    mostMs = Math.max(mostMs, takenAt - at);
  }
  return { count, mostMs: Math.round(mostMs) };
}

async function asShop<T>(shopId: string, read: (query: Query, shopId: string) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.shop', $1, true)", [shopId]);
    return await read(async (text, values) => (await client.query(text, values)).rows, shopId);
  } finally {
    await client.query("commit");
    client.release();
  }
}
