import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parcelState, stepOf } from "#app/orders/tracking/parcel-state.ts";
import { updatesFromEasypost } from "#app/orders/tracking/updates-from-easypost.ts";
import { WIRE } from "#tests/wire/documented-sample.ts";

const folder = join(WIRE, "tracking");
const isThere = existsSync(folder);
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"));

if (!isThere) console.log("tests/wire: no carriers' words here, skipped");

describe.skipIf(!isThere)("carriers' own words", () => {
  it("are each a step on the way, as webhooks write them and as the Admin API does", () => {
    const words = read("fulfillment-event-statuses.json") as Record<string, string[]>;
    const all = [...words.webhook_rest_lowercase!, ...words.graphql!];
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter((word) => stepOf(word) === null)).toEqual([]);
    expect(words.webhook_rest_lowercase!.map(stepOf)).toEqual(words.graphql!.map(stepOf));
  });

  it("of a recorded tracker fold into one parcel's state", () => {
    const events = updatesFromEasypost(read("carrier-events/easypost-retrieves-a-tracker.json"));
    const parcel = {
      shippedAt: new Date("2024-07-01T08:00:00Z"),
      displayStatus: null,
      deliveredAt: null,
      estimatedDeliveryAt: null,
      events,
    };
    expect(events).toHaveLength(2);
    expect(parcelState(parcel, { at: new Date("2024-07-30T17:00:00Z"), carrierScans: false })).toMatchObject({
      step: "label-made",
      since: new Date("2024-07-01T04:43:32Z"),
      estimate: new Date("2024-07-30T16:06:32Z"),
      lastScan: null,
      isStuck: false,
    });
  });
});

it("a tracker that says nothing readable tells nothing", () => {
  expect(updatesFromEasypost({})).toEqual([]);
  expect(
    updatesFromEasypost({ id: "t", tracking_details: [{ status: "unknown", datetime: "x" }, 7] }),
  ).toEqual([]);
});
