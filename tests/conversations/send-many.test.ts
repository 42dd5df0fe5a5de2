import { beforeAll, expect, it } from "vitest";
import { connectAccount } from "#app/channels/accounts.ts";
import { recordConsent } from "#app/consent/ledger.ts";
import { senderHash } from "#app/consent/sender-lock.ts";
import { type Claim, claimMessages } from "#app/conversations/claim-messages.ts";
import { deliveryJob } from "#app/conversations/delivery-job.ts";
import { recordSendResults } from "#app/conversations/record-send-result.ts";
import { type Piece, sendMany } from "#app/conversations/send-many.ts";
import { identifyContact } from "#app/customers/identify-contact.ts";
import { pool, prisma, type Shop } from "#app/db.server.ts";
import { newId } from "#app/id.ts";
import { enqueue } from "#app/jobs/enqueue.ts";
import { here, openShop, SHOP } from "./a-thread.ts";

const NOON = new Date("2027-03-09T11:00:00Z");
const NIGHT = new Date("2027-03-09T22:00:00Z");
const MORNING = new Date("2027-03-10T08:00:00Z");
const mailing = { channel: "sms", purpose: "marketing", author: { kind: "system" } } as const;
let next = 0;

beforeAll(async () => {
  await openShop();
  await here((shop) =>
    connectAccount(shop, {
      channel: "sms",
      provider: "twilio",
      sender: "+4915735980000",
      settings: {
        accountSid: `AC${"0".repeat(32)}`,
        messagingServiceSid: `MG${"0".repeat(32)}`,
        numbers: 100,
      },
      secret: "token",
    }),
  );
});

interface Person extends Piece {
  phone: string;
}

/** Somebody with a number of their own, who has said yes unless told otherwise, and their text. */
const aPerson = (state: "granted" | "revoked" | null = "granted") => here((shop) => make(shop, state));
const people = (count: number) =>
  here(async (shop) => {
    const made: Person[] = [];
    while (made.length < count) made.push(await make(shop, "granted"));
    return made;
  });

async function make(shop: Shop, state: "granted" | "revoked" | null): Promise<Person> {
  const phone = `+49151${String(20_000_000 + next++)}`;
  const contact = { kind: "phone", value: phone, verified: true, source: "sms" } as const;
  const { customerId } = await identifyContact(shop, contact);
  const fact = { channel: "sms", address: phone, purpose: "marketing", source: "storefront" } as const;
  const level = state === "granted" ? "CONFIRMED_OPT_IN" : undefined;
  if (state) await recordConsent(shop, { ...fact, state, level, evidence: {}, at: shop.at });
  return { phone, customerId, text: `Rain coats, ${customerId}`, intent: `campaign:${customerId}` };
}

const send = (pieces: Piece[]) => here((shop) => sendMany(shop, mailing, pieces));
const messagesTo = (those: Person[]) =>
  here(({ tx }) =>
    tx.message.findMany({
      where: { shopId: SHOP, address: { in: those.map(({ phone }) => phone) }, direction: "out" },
      orderBy: { address: "asc" },
    }),
  );
const claim = async (those: Person[], at = NOON): Promise<Claim[]> => {
  const ids = (await messagesTo(those)).map(({ id }) => id);
  return here((shop) => claimMessages({ ...shop, at }, ids));
};
const endsOf = async (those: Person[]) =>
  (await messagesTo(those)).map(({ state, reason }) => (reason ? `${state} ${reason}` : state));

it("is written once to each, whoever runs it again or at the same time, in each one's thread", async () => {
  const those = await people(12);
  const outcomes = await Promise.all([send(those), send(those), send([...those, ...those])]);
  const sum = (name: "queued" | "again") => outcomes.reduce((total, one) => total + one[name], 0);
  expect([sum("queued"), sum("again")]).toEqual([12, 36]);
  const written = await messagesTo(those);
  expect(written.map(({ seq, version, state }) => [seq, version, state])).toEqual(
    Array(12).fill([1, 1, "queued"]),
  );
});

it("says before it leaves who cannot be reached and whom consent speaks against, and decides when it is claimed", async () => {
  const [yes, no, unasked] = [await aPerson(), await aPerson("revoked"), await aPerson(null)];
  const nobody = newId();
  await here((shop) => shop.tx.customer.create({ data: { shopId: SHOP, id: nobody, createdAt: shop.at } }));
  const sent = await send([yes, no, unasked, { customerId: nobody, text: "Hello", intent: newId() }]);
  expect(sent).toMatchObject({
    queued: 3,
    nowhere: [nobody],
    foreseen: { "opted-out": 1, "no-consent": 1 },
  });
  // They say yes meanwhile.
  await here((shop) =>
    recordConsent(shop, {
      ...{ channel: "sms", address: unasked.phone, purpose: "marketing", state: "granted" },
      ...{ level: "CONFIRMED_OPT_IN", source: "storefront", evidence: {}, at: shop.at },
    }),
  );
  expect(await claim([yes, no, unasked])).toHaveLength(2);
  expect(await endsOf([yes, no, unasked])).toEqual(["sending", "suppressed opted-out", "sending"]);
});

it("leaves nobody who has said STOP in the middle of it, read or not, and all the others", async () => {
  const [read, unread, ...others] = await people(6);
  await send([read!, unread!, ...others]);
  await here((shop) =>
    recordConsent(shop, {
      ...{ channel: "sms", address: read!.phone, purpose: "marketing", state: "revoked" },
      ...{ source: "keyword", evidence: {}, at: shop.at },
    }),
  );
  const receipt = { door: "sms", key: newId(), headers: {}, body: new Uint8Array(), receivedAt: NOON };
  await prisma.receipt.create({ data: { ...receipt, senderHash: senderHash("sms", unread!.phone) } });
  const claims = await claim([read!, unread!, ...others]);
  expect(claims.map(({ message }) => message.address).sort()).toEqual(others.map(({ phone }) => phone));
  expect(await endsOf([read!, unread!])).toEqual(["suppressed opted-out", "queued inbound-pending"]);
});

it("waits for the recipients' morning, all in one job", async () => {
  const those = await people(5);
  await send(those);
  expect(await claim(those, NIGHT)).toEqual([]);
  expect(await endsOf(those)).toEqual(Array(5).fill("queued quiet-hours"));
  const jobs = await jobsOf(those);
  expect(jobs.filter(({ runAt }) => runAt.getTime() === MORNING.getTime())).toHaveLength(1);
  expect(await claim(those, MORNING)).toHaveLength(5);
});

it("is no more than three a day to one address, though workers claim six of them at once", async () => {
  const one = await aPerson();
  await send(Array.from({ length: 6 }, (_, n) => ({ ...one, intent: `${one.intent}:${n}` })));
  const ids = (await messagesTo([one])).map(({ id }) => id);
  const claims = await Promise.all(
    ids.map((id) => here((shop) => claimMessages({ ...shop, at: NOON }, [id]))),
  );
  expect(claims.flat()).toHaveLength(3);
  expect((await endsOf([one])).sort()).toEqual([
    ...Array(3).fill("sending"),
    ...Array(3).fill("suppressed enough-for-today"),
  ]);
});

it("leaves one after another to one address, also where one claim was asked for all", async () => {
  const one = await aPerson();
  await send([one, { ...one, intent: `${one.intent}:again` }]);
  const [first] = await claim([one]);
  expect(await endsOf([one])).toEqual(expect.arrayContaining(["sending", "queued"]));
  await here((shop) =>
    recordSendResults(shop, [{ claim: first!, result: { as: "accepted", externalId: newId() } }]),
  );
  expect(await claim([one])).toHaveLength(1);
});

it("is taken by one of two workers that claim the same at once", async () => {
  const those = await people(20);
  await send(those);
  const both = await Promise.all([claim(those), claim(those.toReversed())]);
  expect(both.flat()).toHaveLength(20);
});

it("is recorded as it was answered: what was accepted together, the rest one by one, and nothing for an old fence", async () => {
  const those = await people(4);
  await send(those);
  const [accepted, refused, unclear, old] = await claim(those);
  await here((shop) =>
    recordSendResults(shop, [
      { claim: accepted!, result: { as: "accepted", externalId: newId() } },
      { claim: refused!, result: { as: "refused", code: "21211" } },
      { claim: unclear!, result: { as: "unknown", code: "timeout" } },
      { claim: { ...old!, fence: 7 }, result: { as: "accepted", externalId: newId() } },
    ]),
  );
  expect((await endsOf(those)).sort()).toEqual(["failed 21211", "sending", "sent", "unknown timeout"]);
});

it("of hundreds leaves the workers to what others wait for: few jobs, two at once, and after an alert", async () => {
  const one = await aPerson();
  const those = [one];
  await send(Array.from({ length: 230 }, (_, n) => ({ ...one, intent: `${one.intent}:${n}` })));
  const [alert] = await people(1);
  await here((shop) =>
    enqueue(shop, [
      deliveryJob({ id: alert!.phone, conversationId: "another", accountId: null, purpose: "service" }),
    ]),
  );
  const jobs = await jobsOf(those);
  expect(jobs.map(({ count }) => count).sort()).toEqual([100, 100, 30]);
  expect(new Set(jobs.map(({ queue }) => queue)).size).toBeLessThanOrEqual(2);
  const { rows } = await pool.query<{ priority: number }>(
    "select priority from graphile_worker._private_jobs where payload->'messageIds'->>0 = $1",
    [alert!.phone],
  );
  for (const { priority } of jobs) expect(priority).toBeGreaterThan(rows[0]!.priority);
});

interface JobRow {
  count: number;
  queue: string;
  priority: number;
  runAt: Date;
}

async function jobsOf(those: Person[]): Promise<JobRow[]> {
  const ids = (await messagesTo(those)).map(({ id }) => id);
  const { rows } = await pool.query<JobRow>(
    `select json_array_length(j.payload->'messageIds') as count, q.queue_name as queue, j.priority, j.run_at as "runAt"
     from graphile_worker._private_jobs j join graphile_worker._private_job_queues q on q.id = j.job_queue_id
     where j.payload->'messageIds'->>0 = any($1)`,
    [ids],
  );
  return rows;
}
