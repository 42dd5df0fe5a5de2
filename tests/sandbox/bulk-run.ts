import { expect } from "vitest";
import { appToml, freshShop, type Json, list, SCOPES, type ShopUnderTest, TOPICS } from "./one-shop.ts";

export const ORDERS =
  "{ orders { edges { node { id name lineItems { edges { node { id quantity } } } } } } }";
const SHOWN =
  "id status type errorCode createdAt completedAt objectCount rootObjectCount fileSize url partialDataUrl query";

export interface BulkUnderTest extends ShopUnderTest {
  /** Asks for a bulk query; answers the payload. */
  run(query: string, groupObjects?: boolean): Promise<Json>;
  /** Asks for it and waits until it is over; answers the operation. */
  finish(query: string, groupObjects?: boolean): Promise<Json>;
  operation(id: Json | undefined): Promise<Json>;
  /** The newest operation as the town tells it, for when the app's token has run out. */
  newest(): Promise<Json>;
  cancel(id: Json | undefined): Promise<Json>;
  next(plan: object): Promise<Json>;
  /** The answer of the file's address. */
  download(url: Json | undefined, headers?: Record<string, string>, method?: string): Promise<Response>;
  lines(url: Json | undefined): Promise<Json[]>;
}

/** A shop whose app may listen to `bulk_operations/finish`. */
export function bulkShop(orders = 40, scopes = SCOPES): BulkUnderTest {
  const used = freshShop({ orders }, appToml(scopes, [...TOPICS, "bulk_operations/finish"])) as BulkUnderTest;
  used.run = async (query, groupObjects = false) => {
    const answer = await used.ask(
      `mutation ($query: String!, $groupObjects: Boolean!) {
        bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
          bulkOperation { ${SHOWN} } userErrors { field message code } } }`,
      { query, groupObjects },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data!.bulkOperationRunQuery!;
  };
  used.operation = async (id) => {
    const answer = await used.ask(`query ($id: ID!) { bulkOperation(id: $id) { ${SHOWN} } }`, { id });
    return answer.data!.bulkOperation!;
  };
  used.finish = async (query, groupObjects) => {
    const { bulkOperation, userErrors } = await used.run(query, groupObjects);
    expect(userErrors).toEqual([]);
    await used.call("POST", "/settle");
    return used.operation(bulkOperation!.id);
  };
  used.newest = async () => list((await used.shop("GET", "/bulk")).operations)[0]!;
  used.cancel = async (id) => {
    const answer = await used.ask(
      `mutation ($id: ID!) { bulkOperationCancel(id: $id) {
        bulkOperation { id status } userErrors { field message } } }`,
      { id },
    );
    return answer.data!.bulkOperationCancel!;
  };
  used.next = (plan) => used.shop("POST", "/bulk/next", plan);
  used.download = (url, headers = {}, method = "GET") => {
    const { host, pathname, search } = new URL(String(url));
    return fetch(used.town.url + pathname + search, { method, headers: { "x-town-host": host, ...headers } });
  };
  used.lines = async (url) => linesOf(await (await used.download(url)).text());
  return used;
}

export function linesOf(text: string): Json[] {
  return text.split("\n").flatMap((line) => (line ? [JSON.parse(line) as Json] : []));
}
