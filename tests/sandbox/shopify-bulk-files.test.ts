import { describe, expect, it } from "vitest";
import { interleave } from "#sandbox/shopify/bulk/bulk-lines.ts";
import { bulkShop, linesOf, ORDERS } from "./bulk-run.ts";
import { type Json, list } from "./one-shop.ts";

const shop = bulkShop(600);
const DAY = 86_400_000;

describe("a result file", () => {
  it("holds every order and every line once, as the ordinary API tells them", async () => {
    await shop.shop("POST", "/settings", { readAllOrders: true });
    const lines = await shop.lines((await shop.finish(ORDERS)).url);
    const orders = lines.filter((one) => !one.__parentId);
    const { data } = await shop.ask("{ ordersCount(limit: null) { count } }");
    expect(new Set(lines.map((one) => one.id)).size).toBe(lines.length);
    expect(orders).toHaveLength(Number(data!.ordersCount!.count));
    const { id } = orders[17]!;
    const asked = await shop.ask(
      "query ($id: ID!) { order(id: $id) { id name lineItems(first: 50) { nodes { id quantity } } } }",
      { id },
    );
    const { lineItems, ...own } = asked.data!.order!;
    expect(orders[17]).toEqual(own);
    expect(lines.filter((one) => one.__parentId === id)).toEqual(
      list(lineItems!.nodes).map((one) => ({ ...one, __parentId: id })),
    );
  });

  it("escapes slashes, and brings children after their parents but among those of others", async () => {
    const { url } = await shop.finish(ORDERS);
    const text = await (await shop.download(url)).text();
    expect(text).toContain('{"id":"gid:\\/\\/shopify\\/Order\\/');
    expect(text.endsWith("}\n")).toBe(true);
    const seen = new Set<Json | undefined>();
    const strays = linesOf(text).filter((line, at, all) => {
      seen.add(line.id);
      if (line.__parentId) expect(seen).toContain(line.__parentId);
      const before = all[at - 1];
      return line.__parentId && before!.id !== line.__parentId && before!.__parentId !== line.__parentId;
    });
    expect(strays.length).toBeGreaterThan(10);
  });

  it("keeps children right behind their parents when they are asked for in groups", async () => {
    const lines = await shop.lines((await shop.finish(ORDERS, true)).url);
    let parent: Json | undefined;
    for (const line of lines) {
      if (line.__parentId) expect(line.__parentId).toBe(parent);
      else parent = line.id;
    }
  });

  it("is shuffled by the seed alone", () => {
    const families = Array.from({ length: 30 }, (_, n) => [`parent ${n}`, `child ${n}`]);
    const lines = interleave(families, 1, 0);
    expect(lines.toSorted()).toEqual(families.flat().toSorted());
    expect(interleave(families, 1, 0)).toEqual(lines);
    expect(interleave(families, 2, 0)).not.toEqual(lines);
  });
});

describe("what the app may see", () => {
  it("is the last sixty days, without read_all_orders", async () => {
    const sees = async () =>
      Number((await shop.finish("{ orders { edges { node { id } } } }")).rootObjectCount);
    const few = await sees();
    await shop.shop("POST", "/settings", { readAllOrders: true });
    expect(await sees()).toBeGreaterThan(few);
    const createdAt = "{ orders { edges { node { createdAt } } } }";
    await shop.shop("POST", "/settings", { readAllOrders: false });
    const oldest = (await shop.lines((await shop.finish(createdAt)).url))
      .map((one) => String(one.createdAt))
      .sort()[0]!;
    const now = Date.parse(String((await shop.call("GET", "/clock")).body.now));
    expect(now - Date.parse(oldest)).toBeLessThan(60 * DAY);
  });

  it("fails as a whole where a scope is missing", async () => {
    await shop.ask("{ shop { id } }");
    await shop.shop("POST", "/settings", { scopes: ["read_products"] });
    expect(await shop.finish(ORDERS)).toMatchObject({
      status: "FAILED",
      errorCode: "ACCESS_DENIED",
      url: null,
      partialDataUrl: null,
    });
  });

  it("is blank where data is protected", async () => {
    await shop.shop("POST", "/settings", { redactProtectedData: true });
    const lines = await shop.lines((await shop.finish("{ customers { edges { node { id email } } } }")).url);
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.every((one) => one.email === null)).toBe(true);
  });
});

describe("an address", () => {
  it("gives any range of the file, as a plain file server does", async () => {
    const { url, fileSize } = await shop.finish(ORDERS);
    const size = Number(fileSize);
    const whole = await shop.download(url);
    expect(whole.headers.get("accept-ranges")).toBe("bytes");
    expect(whole.headers.get("content-type")).toBe("application/jsonl");
    const text = await whole.text();
    const part = async (range: string, more = {}) => {
      const answer = await shop.download(url, { range, ...more });
      return { status: answer.status, range: answer.headers.get("content-range"), text: await answer.text() };
    };
    expect(await part("bytes=100-199")).toEqual({
      status: 206,
      range: `bytes 100-199/${size}`,
      text: text.slice(100, 200),
    });
    expect((await part(`bytes=${size - 30}-`)).text).toBe(text.slice(-30));
    expect((await part("bytes=-30")).text).toBe(text.slice(-30));
    expect(await part(`bytes=${size}-`)).toMatchObject({ status: 416, range: `bytes */${size}` });
    expect(await part("bytes=5-", { "if-range": '"another"' })).toMatchObject({ status: 200, text });
    expect((await part("bytes=5-", { "if-range": whole.headers.get("etag") })).status).toBe(206);
    const head = await shop.download(url, {}, "HEAD");
    expect([head.status, head.headers.get("content-length")]).toEqual([200, String(size)]);
  });

  it("may break off, and goes on where it stopped", async () => {
    await shop.next({ cutAfterBytes: 1000 });
    const { url, fileSize } = await shop.finish(ORDERS);
    const answer = await shop.download(url);
    let got = "";
    await expect(async () => {
      for await (const part of answer.body!) got += Buffer.from(part).toString();
    }).rejects.toThrow("terminated");
    expect(got).toHaveLength(1000);
    const rest = await (await shop.download(url, { range: "bytes=1000-" })).text();
    expect(linesOf(got + rest).length).toBeGreaterThan(100);
    expect(Buffer.byteLength(got + rest)).toBe(Number(fileSize));
  });

  it("runs out after seven days, and the operation says so", async () => {
    const { id, url } = await shop.finish(ORDERS);
    await shop.call("POST", "/clock", { advanceMs: 7 * DAY - 60_000 });
    expect((await shop.download(url)).status).toBe(200);
    await shop.call("POST", "/clock", { advanceMs: 60_000 });
    const late = await shop.download(url);
    expect(late.status).toBe(400);
    expect(await late.text()).toContain("<Code>ExpiredToken</Code>");
    const operations = list((await shop.shop("GET", "/bulk")).operations);
    expect(operations[0]).toMatchObject({ gid: id, status: "EXPIRED", url: null });
  });

  it("runs out at once when it is told to, or from the start", async () => {
    const { id, url } = await shop.finish(ORDERS);
    await shop.shop("POST", `/bulk/${String(id).split("/").at(-1)}/expire`);
    expect((await shop.download(url)).status).toBe(400);
    await shop.next({ expired: true });
    const dead = await shop.finish(ORDERS);
    expect(dead.status).toBe("COMPLETED");
    expect((await shop.download(dead.url)).status).toBe(400);
    const odd = await shop.call("POST", "/shops/tidewater.myshopify.com/bulk/next", { quick: true });
    expect(odd.status).toBe(400);
  });
});
