import { expect, it } from "vitest";
import type { ChannelAdapter, Inbound } from "#app/channels/channel.ts";
import { twilio } from "#app/channels/twilio.server.ts";
import { withShortIds } from "#app/channels/with-short-ids.ts";
import { shortId } from "#app/short-id.ts";

const LONG = "ü".repeat(10_000);
const SHORT = shortId(LONG);

/** One that tells of nothing but an id without end, in every way there is. */
const adapter = withShortIds({
  ...twilio,
  parse: () =>
    [
      { kind: "message", externalId: LONG, context: { kind: "reply", externalId: LONG, url: null } },
      { kind: "report", externalId: LONG },
      { kind: "watermark", upTo: { externalId: LONG } },
      { kind: "ignored", because: "nothing" },
    ] as Inbound[],
  send: async () => ({ as: "accepted", externalId: LONG }),
  find: async () => ({ as: "asked", matches: [{ externalId: LONG, state: "sent", code: null }] }),
  logSince: async () => ({ as: "asked", said: [{ externalId: LONG } as never] }),
} satisfies ChannelAdapter);

it("an id that fits into an index is kept as it is, another is told by its hash, always the same", () => {
  expect(shortId("<a@b.example>")).toBe("<a@b.example>");
  expect(SHORT).toMatch(/^sha256:[\w-]{43}$/);
  expect(shortId(LONG)).toBe(SHORT);
  expect(shortId(`${LONG}x`)).not.toBe(SHORT);
});

it("whatever a provider tells of a message, it tells of it under the same id", async () => {
  const asked = [undefined as never, undefined as never, undefined as never] as const;
  expect(await adapter.parse(asked[0], asked[1])).toEqual([
    { kind: "message", externalId: SHORT, context: { kind: "reply", externalId: SHORT, url: null } },
    { kind: "report", externalId: SHORT },
    { kind: "watermark", upTo: { externalId: SHORT } },
    { kind: "ignored", because: "nothing" },
  ]);
  expect(await adapter.send(...asked)).toMatchObject({ externalId: SHORT });
  expect(await adapter.find(asked[0], asked[1])).toMatchObject({ matches: [{ externalId: SHORT }] });
  expect(await adapter.logSince!(asked[0], asked[1])).toMatchObject({ said: [{ externalId: SHORT }] });
});
