import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bulkShop, ORDERS } from "./bulk-run.ts";
import { list } from "./one-shop.ts";

const shop = bulkShop();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe("a bulk operation", () => {
  it("is created, and completed with counts, size and an address", async () => {
    const { bulkOperation } = await shop.run(ORDERS);
    expect(bulkOperation).toMatchObject({
      status: "CREATED",
      type: "QUERY",
      objectCount: "0",
      fileSize: null,
      url: null,
      query: ORDERS,
    });
    await shop.call("POST", "/settle");
    const done = await shop.operation(bulkOperation!.id);
    const text = await (await shop.download(done.url)).text();
    expect(done).toMatchObject({ status: "COMPLETED", errorCode: null, partialDataUrl: null });
    expect(done.completedAt).toMatch(/Z$/);
    expect(Number(done.fileSize)).toBe(Buffer.byteLength(text));
    expect(Number(done.objectCount)).toBe(text.trimEnd().split("\n").length);
    expect(Number(done.rootObjectCount)).toBe((await ordinaryOrders()).length);
  });

  it("has no address where nothing was found", async () => {
    const done = await shop.finish('{ orders(query: "name:#nobody") { edges { node { id } } } }');
    expect(done).toMatchObject({ status: "COMPLETED", objectCount: "0", url: null });
  });

  it("is found by its id, as the current one, as a node and in the list", async () => {
    const first = await shop.finish(ORDERS);
    const second = await shop.finish("{ customers { edges { node { id } } } }");
    const answer = await shop.ask(
      `query ($id: ID!) {
        node(id: $id) { ... on BulkOperation { status } }
        currentBulkOperation { id } other: currentBulkOperation(type: MUTATION) { id }
        bulkOperations(first: 5) { nodes { id } }
        completed: bulkOperations(first: 5, reverse: true, query: "status:completed operation_type:query") { nodes { id } }
        running: bulkOperations(first: 5, query: "status:running") { nodes { id } } }`,
      { id: first.id },
    );
    expect(answer.data).toEqual({
      node: { status: "COMPLETED" },
      currentBulkOperation: { id: second.id },
      other: null,
      bulkOperations: { nodes: [{ id: second.id }, { id: first.id }] },
      completed: { nodes: [{ id: first.id }, { id: second.id }] },
      running: { nodes: [] },
    });
    expect(await shop.operation("gid://shopify/BulkOperation/1" as never)).toBeNull();
  });

  it("stays running for as long as it was asked to be slow, and counts meanwhile", async () => {
    await shop.next({ slowMs: 2 * HOUR });
    const slow = await shop.finish(ORDERS);
    await shop.call("POST", "/clock", { advanceMs: HOUR });
    expect(await shop.newest()).toMatchObject({ gid: slow.id, status: "RUNNING", url: null });
    expect(Number((await shop.newest()).objectCount)).toBeGreaterThan(0);
    await shop.call("POST", "/clock", { advanceMs: HOUR });
    expect(await shop.newest()).toMatchObject({ gid: slow.id, status: "COMPLETED" });
  });

  it("is stopped after ten days", async () => {
    await shop.next({ slowMs: 11 * DAY });
    const slow = await shop.finish(ORDERS);
    await shop.call("POST", "/clock", { advanceMs: 10 * DAY });
    expect(await shop.newest()).toMatchObject({ gid: slow.id, status: "FAILED", errorCode: "TIMEOUT" });
  });

  it("runs beside four others, and a sixth is refused until one is over", async () => {
    const running: unknown[] = [];
    for (let n = 0; n < 5; n++) {
      await shop.next({ slowMs: HOUR });
      running.push((await shop.run(ORDERS)).bulkOperation!.id);
    }
    expect(await shop.run(ORDERS)).toEqual({
      bulkOperation: null,
      userErrors: [
        {
          field: null,
          message: `A bulk query operation for this app and shop is already in progress: ${running.join(", ")}.`,
          code: "OPERATION_IN_PROGRESS",
        },
      ],
    });
    await shop.cancel(running[0] as never);
    await shop.call("POST", "/settle");
    expect((await shop.run(ORDERS)).userErrors).toEqual([]);
  });

  it("stops when it is cancelled, once", async () => {
    await shop.next({ slowMs: HOUR });
    const slow = await shop.finish(ORDERS);
    expect(await shop.cancel(slow.id)).toMatchObject({
      bulkOperation: { id: slow.id, status: "CANCELING" },
      userErrors: [],
    });
    await shop.call("POST", "/settle");
    expect(await shop.operation(slow.id)).toMatchObject({ status: "CANCELED", url: null, completedAt: null });
    expect(await shop.cancel(slow.id)).toMatchObject({
      bulkOperation: { status: "CANCELED" },
      userErrors: [{ field: null, message: "A bulk operation cannot be canceled when it is canceled" }],
    });
    expect(await shop.cancel("gid://shopify/BulkOperation/0" as never)).toEqual({
      bulkOperation: null,
      userErrors: [{ field: ["id"], message: "Bulk operation does not exist" }],
    });
  });

  it("fails with what it had written as partial data", async () => {
    await shop.next({ fail: "INTERNAL_SERVER_ERROR", afterObjects: 7 });
    const failed = await shop.finish(ORDERS);
    expect(failed).toMatchObject({
      status: "FAILED",
      errorCode: "INTERNAL_SERVER_ERROR",
      objectCount: "7",
      url: null,
      fileSize: null,
    });
    expect(await shop.lines(failed.partialDataUrl)).toHaveLength(7);
  });

  it("is forgotten with the town's reset", async () => {
    const done = await shop.finish(ORDERS);
    await shop.call("POST", "/reset", {});
    expect((await shop.shop("GET", "/bulk")).operations).toEqual([]);
    expect((await shop.download(done.url)).status).toBe(404);
  });
});

describe("the webhook bulk_operations/finish", () => {
  it("comes signed, when an operation is completed, failed or cancelled", async () => {
    const done = await shop.finish(ORDERS);
    await shop.next({ fail: "TIMEOUT" });
    await shop.finish(ORDERS);
    await shop.next({ slowMs: HOUR });
    await shop.cancel((await shop.finish(ORDERS)).id);
    await shop.call("POST", "/settle");
    const heard = shop.webhooks("bulk_operations/finish");
    expect(heard.map(({ body }) => [body.status, body.error_code, body.type])).toEqual([
      ["completed", null, "query"],
      ["failed", "timeout", "query"],
      ["canceled", null, "query"],
    ]);
    expect(heard[0]!.body.admin_graphql_api_id).toBe(done.id);
    const { body, headers } = shop.app.requests.find(
      (one) => one.headers["x-shopify-topic"] === "bulk_operations/finish",
    )!;
    expect(headers["x-shopify-hmac-sha256"]).toBe(
      createHmac("sha256", "town-secret").update(body).digest("base64"),
    );
  });
});

async function ordinaryOrders() {
  const answer = await shop.ask("{ orders(first: 250) { nodes { id } } }");
  return list(answer.data!.orders!.nodes);
}
