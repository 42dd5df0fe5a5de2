import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { networkOf } from "#app/chat/network-of.ts";
import { startOrderProof } from "#app/orders/start-order-proof.ts";
import { say } from "#app/words/say.ts";
import { type App, install, settled, startApp, stopApps } from "#tests/app.ts";
import { openChat } from "#tests/chat.ts";
import { town } from "#tests/town.ts";

let app: App;
let shopId: string;
let order: string;

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  order = (await town.cast()).find(({ role }) => role === "on-time")!.orderName!;
  await settled();
});
afterAll(stopApps);

async function answerTo(network: string): Promise<string | undefined> {
  const visitor = await openChat(app, { network });
  await visitor.say(`where is my order ${order}`);
  await settled();
  return (await visitor.lastAnswer())?.text;
}

describe("somebody who takes a new visitor id for every try", () => {
  it("is still one network, and is asked to wait after thirty tries an hour", async () => {
    for (let n = 0; n < 30; n++)
      await startOrderProof(shopId, {
        conversationId: `thread-${n}`,
        name: `#none-${n}`,
        from: `visitor-${n}`,
        network: networkOf("203.0.113.7", 0),
        locale: "en",
      });
    expect(await answerTo("203.0.113.7")).toBe(say("en", "proof.wait"));
    // What they write into the header themselves stands to the left of what Shopify saw.
    expect(await answerTo("198.51.100.1, 203.0.113.7")).toBe(say("en", "proof.wait"));
    expect(await answerTo("203.0.113.8")).toBe(say("en", "proof.sent"));
  });
});

describe("where on the network a shopper is", () => {
  const here = networkOf("203.0.113.7", 0);

  it("is told behind proxies of our own by counting from the right", () => {
    expect(networkOf("203.0.113.7, 10.0.0.1", 1)).toBe(here);
    expect(networkOf("10.9.9.9, 203.0.113.7, 10.0.0.1", 1)).toBe(here);
  });

  it("is one household's whole range where it is IPv6, and the same however it is written", () => {
    expect(networkOf("2001:db8:1:2::1", 0)).toBe(networkOf("2001:DB8:1:2:ffff::9", 0));
    expect(networkOf("2001:db8:1:2::1", 0)).not.toBe(networkOf("2001:db8:1:3::1", 0));
    expect(networkOf("::ffff:203.0.113.7", 0)).toBe(here);
  });

  it("is not known where the header is missing, short or no address, and is never kept in the open", () => {
    for (const told of [undefined, "", "unknown", "203.0.113.7:99", "1.2.3", "<script>"])
      expect(networkOf(told, 0)).toBeNull();
    expect(networkOf("203.0.113.7", 1)).toBeNull();
    expect(here).not.toContain("203");
  });
});
