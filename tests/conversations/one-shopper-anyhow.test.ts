import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { recordConsent, standing } from "#app/consent/ledger.ts";
import { readInboxRow } from "#app/conversations/inbox.ts";
import { mergePeople } from "#app/conversations/merge-people.ts";
import { splitPerson } from "#app/conversations/split-person.ts";
import { readThread } from "#app/conversations/thread.ts";
import { customersOf, personOf } from "#app/customers/person-of.ts";
import { aMember, here, openShop, SHOP } from "#tests/conversations/a-thread.ts";
import { decisionsOf, freshPhone, texts } from "#tests/conversations/people.ts";

let maya: string;
beforeAll(async () => {
  await openShop();
  maya = await aMember("owner");
});
const { undo } = decisionsOf(() => maya);
const row = (id: string) => here((shop) => readInboxRow(shop, id, maya));

/** Any sequence of what staff and shoppers may do, over a few phones. */
type Step =
  | { do: "text"; phone: number }
  | { do: "merge"; from: number; into: number }
  | { do: "undo"; which: number }
  | { do: "split"; phone: number }
  | { do: "stop"; phone: number };

const PHONES = 5;
const phone = fc.nat({ max: PHONES - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("text" as const), phone }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("merge" as const), from: phone, into: phone }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("undo" as const), which: fc.nat({ max: 20 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("split" as const), phone }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("stop" as const), phone }) },
);

/** Five people with a phone each, and what they did; the model is a list of who said what. */
class World {
  phones = Array.from({ length: PHONES }, freshPhone);
  said: { phone: string; text: string }[] = [];
  merges: string[] = [];
  stopped = new Set<string>();

  async open() {
    for (const index of this.phones.keys()) await this.take({ do: "text", phone: index });
  }

  async take(taken: Step): Promise<void> {
    if (taken.do === "text") {
      const said = { phone: this.phones[taken.phone]!, text: `word ${this.said.length}` };
      await texts(said.phone, said.text);
      this.said.push(said);
    } else if (taken.do === "merge") {
      const [from, into] = [await this.holder(taken.from), await this.holder(taken.into)];
      const merged = await here((shop) => mergePeople(shop, { from, into, by: maya }));
      if (merged.ok) this.merges.push(merged.mergeId);
    } else if (taken.do === "undo") {
      const mergeId = this.merges[taken.which % Math.max(1, this.merges.length)];
      if (mergeId) await undo(mergeId);
    } else if (taken.do === "split") {
      const point = await this.point(taken.phone);
      await here((shop) => splitPerson(shop, { customerId: point.customerId, points: [point.id], by: maya }));
    } else {
      const address = this.phones[taken.phone]!;
      await here((shop) =>
        recordConsent(shop, {
          channel: "sms",
          address,
          purpose: "updates",
          state: "revoked",
          source: "keyword",
          evidence: { words: "STOP" },
          at: shop.at,
        }),
      );
      this.stopped.add(address);
    }
  }

  point(index: number) {
    const where = { shopId: SHOP, kind: "phone", value: this.phones[index]!, verifiedAt: { not: null } };
    return here(({ tx }) => tx.contactPoint.findFirstOrThrow({ where }));
  }

  holder = async (index: number) => (await this.point(index)).customerId;

  /** Everything that must hold whatever was done. */
  async check() {
    const people = new Map<string, Set<string>>();
    for (const [index, number] of this.phones.entries()) {
      const holders = await here(({ tx }) =>
        tx.contactPoint.count({
          where: { shopId: SHOP, kind: "phone", value: number, verifiedAt: { not: null } },
        }),
      );
      expect(holders, "holders of a verified number").toBe(1);
      const person = await here(async (shop) => personOf(shop, await this.holderIn(shop, index)));
      people.set(person, (people.get(person) ?? new Set()).add(number));
      const stood = await here((shop) =>
        standing(shop, { channel: "sms", address: number, purpose: "updates" }),
      );
      expect(stood, "consent of an address").toBe(this.stopped.has(number) ? "revoked" : null);
    }
    const rows = await here(({ tx }) =>
      tx.message.findMany({ where: { shopId: SHOP, address: { in: this.phones } } }),
    );
    const inOrder = (all: { phone: string; text: string }[]) =>
      all.map((one) => `${one.phone} ${one.text}`).sort();
    expect(
      inOrder(rows.map(({ address, body }) => ({ phone: address!, text: body }))),
      "each message once",
    ).toEqual(inOrder(this.said));
    for (const [person, numbers] of people) await this.checkThread(person, numbers);
  }

  holderIn = async (shop: Parameters<Parameters<typeof here>[0]>[0], index: number) => {
    const where = { shopId: SHOP, kind: "phone", value: this.phones[index]!, verifiedAt: { not: null } };
    return (await shop.tx.contactPoint.findFirstOrThrow({ where })).customerId;
  };

  /** Staff read all of a person's numbers in one thread, in the order in which they were said, and nothing else. */
  async checkThread(person: string, numbers: Set<string>) {
    const theirs = await here((shop) => customersOf(shop, person));
    const threads = await here(({ tx }) =>
      tx.conversation.findMany({ where: { shopId: SHOP, customerId: { in: theirs } } }),
    );
    const heads = threads.filter(({ headId }) => headId === null);
    expect(heads.map(({ customerId }) => customerId)).toEqual([person]);
    for (const thread of threads) if (thread.headId) expect(thread.headId).toBe(heads[0]!.id);
    for (const thread of threads) {
      const view = (await here((shop) => readThread(shop, thread.id)))!;
      const expected = this.said.filter((said) => numbers.has(said.phone)).map(({ text }) => text);
      expect(view.messages.map(({ text }) => text)).toEqual(expected);
      expect(view.id).toBe(heads[0]!.id);
    }
    expect(heads[0]!.lastPreview).toBe(
      this.said.filter((said) => numbers.has(said.phone)).at(-1)?.text ?? null,
    );
  }
}

describe("whatever staff merge, split and undo while people write", () => {
  it("keeps each message once, each consent with its address, and each number with one holder", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const world = new World();
        await world.open();
        for (const taken of steps) await world.take(taken);
        await world.check();
      }),
      {
        numRuns: Number(process.env.RUNS ?? 25),
        interruptAfterTimeLimit: 100_000,
        markInterruptAsFailure: false,
      },
    );
  });

  it("gives back the state before, and what came since, when the last merge is undone", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 6 }),
        fc.tuple(phone, phone),
        fc.array(phone, { maxLength: 3 }),
        async (steps, [from, into], since) => {
          const world = new World();
          await world.open();
          for (const taken of steps) await world.take(taken);
          const before = await snapshot(world);
          const merged = await here(async (shop) =>
            mergePeople(shop, {
              from: await world.holderIn(shop, from),
              into: await world.holderIn(shop, into),
              by: maya,
            }),
          );
          for (const index of since) await world.take({ do: "text", phone: index });
          if (merged.ok) expect(await undo(merged.mergeId)).toMatchObject({ ok: true });
          await world.check();
          const after = await snapshot(world);
          expect(after.people).toEqual(before.people);
          if (!since.length) expect(after).toEqual(before);
        },
      ),
      {
        numRuns: Number(process.env.RUNS ?? 15),
        interruptAfterTimeLimit: 80_000,
        markInterruptAsFailure: false,
      },
    );
  });
});

/** How staff see every number: with whom, in which thread, and how that stands. */
async function snapshot(world: World) {
  const people: Record<string, string> = {};
  const rows: Record<string, unknown> = {};
  for (const [index, number] of world.phones.entries()) {
    const customerId = await world.holder(index);
    people[number] = await here((shop) => personOf(shop, customerId));
    const thread = await here(({ tx }) =>
      tx.conversation.findFirstOrThrow({ where: { shopId: SHOP, customerId } }),
    );
    const { version: _, lastSeq: __, standingBefore: ___, ...standing } = thread;
    rows[number] = { standing, row: (await row(thread.id))?.row };
  }
  return { people, rows };
}
