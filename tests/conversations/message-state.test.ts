import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Reported, SendResult } from "#app/channels/channel.ts";
import { mayBecome, MESSAGE_STATES, type MessageState } from "#app/conversations/message.ts";
import { moveMessages } from "#app/conversations/message-state.ts";
import { recordDelivery } from "#app/conversations/record-delivery.ts";
import { recordSendResults } from "#app/conversations/record-send-result.ts";
import type { Message } from "#app/generated/prisma/client.ts";
import { newId } from "#app/id.ts";
import {
  aThread,
  claimedText,
  here,
  messagesOf,
  openShop,
  SHOP,
  thread,
} from "#tests/conversations/a-thread.ts";

beforeAll(() => openShop());

describe("what is known of a message", () => {
  it("never goes back: each state may only become what comes after it", () => {
    const table = Object.fromEntries(
      MESSAGE_STATES.map((from) => [from, MESSAGE_STATES.filter((to) => mayBecome(from, to)).join(" ")]),
    );
    expect(table).toEqual({
      received: "",
      queued: "queued sending sent suppressed expired",
      sending: "queued sent delivered failed unknown",
      sent: "delivered failed",
      delivered: "",
      failed: "delivered",
      unknown: "queued sent delivered failed",
      suppressed: "",
      expired: "",
    });
  });

  it("is never left by what the carrier has confirmed, nor sent again once the carrier has it", () => {
    const reach = (from: MessageState): Set<MessageState> => {
      const seen = new Set<MessageState>();
      const visit = (state: MessageState) => {
        for (const next of MESSAGE_STATES)
          if (mayBecome(state, next) && !seen.has(next)) {
            seen.add(next);
            visit(next);
          }
      };
      visit(from);
      return seen;
    };
    for (const state of ["sent", "failed", "delivered", "suppressed", "expired"] as const)
      expect([...reach(state)], state).not.toContain("queued");
    expect([...reach("delivered")]).toEqual([]);
  });
});

it("gives two messages of one thread that move at once a version each, so that no screen misses either", async () => {
  const { conversationId } = await aThread("sms");
  const both = [await claimedText(conversationId), await claimedText(conversationId)];
  const before = await thread(conversationId);
  const change = { state: "delivered" } as const;
  await here((shop) =>
    moveMessages(
      shop,
      both.map((message) => ({ message, change })),
    ),
  );
  const versions = (await messagesOf(conversationId)).map(({ version }) => version);
  expect(versions).toEqual([before.version + 1, before.version + 2]);
  expect((await thread(conversationId)).version).toBe(before.version + 2);
});

/** What can happen to a message that the carrier took: its response, and its reports, with our id or without. */
type Step = { response: true } | { report: Reported; knowsUs: boolean };

const reports = fc.array(
  fc.record({ report: fc.constantFrom<Reported>("sent", "delivered", "failed"), knowsUs: fc.boolean() }),
  { minLength: 1, maxLength: 5 },
);
/** The same steps in two orders. */
const twoOrders = reports.chain((some) => {
  const steps: Step[] = [{ response: true }, ...some];
  const shuffled = fc.shuffledSubarray(steps, { minLength: steps.length });
  return fc.tuple(shuffled, shuffled);
});

describe("the carrier's reports", () => {
  it("end in the same state in whatever order they come, also before the response and without our id", async () => {
    const { conversationId } = await aThread("sms");
    await fc.assert(
      fc.asyncProperty(twoOrders, async ([one, other]) => {
        const ends = [await play(conversationId, one), await play(conversationId, other)];
        expect(ends[0]).toBe(ends[1]);
        expect(ends[0]).toBe(furthest(one));
      }),
      { numRuns: 15 },
    );
  });

  it("that come first are kept, and a response that was lost or unclear changes nothing they said", async () => {
    const { conversationId } = await aThread("sms");
    for (const result of [
      { as: "unknown", code: "timeout" },
      { as: "later", code: "429", afterMs: 1_000 },
    ] satisfies SendResult[]) {
      const message = await claimedText(conversationId);
      await report(message, "delivered", true, newId());
      await respond(message, result);
      expect(await stateOf(message)).toBe("delivered");
    }
  });

  it("move the thread's version on each time, so that both sides see it live, and repeats do not", async () => {
    const { conversationId } = await aThread("sms");
    const message = await claimedText(conversationId);
    const sid = newId();
    const versions = [(await thread(conversationId)).version];
    for (const said of ["sent", "sent", "delivered", "sent", "failed"] as const) {
      await report(message, said, true, sid);
      versions.push((await thread(conversationId)).version);
    }
    const [first] = versions;
    expect(versions.map((version) => version - first!)).toEqual([0, 1, 1, 2, 2, 2]);
  });

  it("of another message's id never touch this one", async () => {
    const { conversationId } = await aThread("sms");
    const message = await claimedText(conversationId);
    await report(message, "sent", true, "SM-mine");
    await report(message, "failed", true, "SM-other");
    expect(await stateOf(message)).toBe("sent");
  });
});

/** Delivered beats failed beats sent, whoever says it last. */
function furthest(steps: Step[]): string {
  const said = steps.map((step) => ("report" in step ? step.report : "sent"));
  return ["delivered", "failed"].find((state) => said.includes(state as Reported)) ?? "sent";
}

async function play(conversationId: string, steps: Step[]): Promise<string> {
  const message = await claimedText(conversationId);
  const externalId = newId();
  for (const step of steps) {
    if ("response" in step) await respond(message, { as: "accepted", externalId });
    else await report(message, step.report, step.knowsUs, externalId);
  }
  return stateOf(message);
}

const report = (message: Message, state: Reported, knowsUs: boolean, externalId: string) =>
  here((shop) =>
    recordDelivery(shop, {
      channel: "sms",
      externalId,
      messageId: knowsUs ? message.id : null,
      state,
      code: null,
    }),
  );

const respond = (message: Message, result: SendResult) => {
  const account = {
    id: "account",
    provider: "twilio" as const,
    sender: "+14155550100",
    settings: {},
    secret: "",
  };
  const claim = { message, account, thread: null, files: [], fence: 1, claimedAt: message.at, takenAt: 0 };
  return here((shop) => recordSendResults(shop, [{ claim, result }]));
};

const stateOf = async ({ id }: Message) =>
  (await here(({ tx }) => tx.message.findUniqueOrThrow({ where: { shopId_id: { shopId: SHOP, id } } })))
    .state;
