import { connectAccount } from "#app/channels/accounts.ts";
import { MOST_PIECES, sendMany } from "#app/conversations/send-many.ts";
import { inShop, pool, prisma } from "#app/db.server.ts";
import { now, pause } from "#app/clock.ts";
import { startApp } from "#tests/app.ts";
import type { CampaignSide } from "./campaign-side.ts";
import type { Carrier } from "./carrier.ts";
import { makePeople, type Person, wordsFor } from "./people.ts";

const SHOP = "bench";

/** The app's own verbs and a worker as it is run, which sleeps while the campaign is written. */
export async function openOurSide(carrier: Carrier): Promise<CampaignSide> {
  await prisma.shop.create({ data: { id: SHOP, domain: `${SHOP}.myshopify.com`, installedAt: now() } });
  const accountId = await inShop(SHOP, (shop) =>
    connectAccount(shop, {
      channel: "sms",
      provider: "twilio",
      sender: "+14155550100",
      settings: {
        accountSid: "AC0123456789abcdef0123456789abcdef",
        messagingServiceSid: "MG0123456789abcdef0123456789abcdef",
        // What a carrier's numbers carry is not what is measured.
        numbers: 1_000_000,
      },
      secret: "00112233445566778899aabbccddeeff",
    }),
  );
  const app = await startApp({
    role: "worker",
    isPublic: false,
    env: { LOG_LEVEL: "warn", TOWN_URL: carrier.url },
  });
  process.kill(app.pid, "SIGSTOP");
  return {
    worker: app.pid,
    // What autovacuum does within a minute: a database that has never counted its rows has foreign keys checked by
    // reading all customers of the shop.
    prepare: async () => void (await pool.query("analyze")),
    enqueue: (people) => enqueue(people, accountId),
    async drain() {
      process.kill(app.pid, "SIGCONT");
      while (await isSomeLeft()) await pause(20);
      process.kill(app.pid, "SIGSTOP");
    },
    ends: () =>
      inShop(SHOP, async ({ sql }) => {
        const rows = await sql<{ state: string; n: number }>`
          with ended as (delete from "Message" where "shopId" = ${SHOP} returning state)
          select state, count(*)::int as n from ended group by 1`;
        return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
      }),
    close: () => process.kill(app.pid, "SIGCONT"),
  };
}

export const makeOurPeople = (round: number, count: number) => makePeople(SHOP, round, count);

async function enqueue(people: Person[], accountId: string): Promise<void> {
  const mailing = { channel: "sms", purpose: "marketing", author: { kind: "system" }, accountId } as const;
  for (let from = 0; from < people.length; from += MOST_PIECES) {
    const pieces = people.slice(from, from + MOST_PIECES).map((person) => ({
      customerId: person.id,
      text: wordsFor(person),
      intent: `campaign:${person.id}`,
    }));
    await inShop(SHOP, (shop) => sendMany(shop, mailing, pieces));
  }
}

const isSomeLeft = () =>
  inShop(SHOP, async ({ sql }) => {
    const [left] = await sql`
      select 1 from "Message" where "shopId" = ${SHOP} and state in ('queued', 'sending') limit 1`;
    return left !== undefined;
  });
