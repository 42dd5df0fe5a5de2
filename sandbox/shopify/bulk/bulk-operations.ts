import { createHmac } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { DocumentNode } from "graphql";
import type { Town } from "../../town-types.ts";
import type { Call } from "../graphql/call.ts";
import { sandboxSchema } from "../schema.ts";
import { gid } from "../store/ids.ts";
import { instant } from "../store/instants.ts";
import {
  type BulkDesk,
  type BulkErrorCode,
  type BulkOperation,
  type BulkPlan,
  type BulkRefusal,
  isOver,
  NO_PLAN,
} from "./bulk-operation.ts";
import { checkBulkQuery } from "./check-bulk-query.ts";
import { writeBulkFile } from "./write-bulk-file.ts";

export const BULK_HOST = "storage.googleapis.com";
const BUCKET = "/shopify-tiers-assets-prod-us-east1/bulk-operation-outputs/";
/** Since 2026-01, for each shop and app. */
const MOST_AT_ONCE = 5;
const DAY = 86_400_000;
const ADDRESS_LIVES_MS = 7 * DAY;
const LONGEST_RUN_MS = 10 * DAY;
const FIRST_ID = 8_000_000_000_000;

/** Bulk operations of all shops: those under way, their files, and what the control routes ask of the next. */
export class BulkOperations {
  #town: Town;
  #finished: (operation: BulkOperation) => void;
  #operations: BulkOperation[] = [];
  #plans = new Map<string, BulkPlan[]>();
  #runs = new Map<BulkOperation, Promise<void>>();
  #wake = new Map<BulkOperation, () => void>();
  #lastTurn: Promise<void> = Promise.resolve();

  /** `finished` tells the app. */
  constructor(town: Town, finished: (operation: BulkOperation) => void) {
    this.#town = town;
    this.#finished = finished;
  }

  /** The operations of one shop. */
  of(shop: string): BulkDesk {
    const all = () => this.#operations.filter((one) => one.shop === shop).reverse();
    return {
      all,
      find: (id) => all().find((one) => one.id === id) ?? null,
      run: (query, groupObjects, call) => this.#run(shop, query, groupObjects, call),
      cancel: (operation) => this.#cancel(operation),
    };
  }

  /** Queues a plan for the shop's next operation. */
  plan(shop: string, plan: BulkPlan): void {
    this.#plans.set(shop, [...(this.#plans.get(shop) ?? []), plan]);
  }

  /** Whose file an address names. */
  byPath(path: string): BulkOperation | null {
    return this.#operations.find((one) => path === BUCKET + one.fileName) ?? null;
  }

  /** The address answers no more. */
  expire(operation: BulkOperation): void {
    operation.expiresAt = Math.min(operation.expiresAt ?? 0, this.#town.clock.now());
    if (operation.status === "COMPLETED") operation.status = "EXPIRED";
    operation.url = null;
    operation.partialDataUrl = null;
  }

  /** Forgets every operation and its file. */
  clear(): void {
    this.#operations = [];
    this.#plans.clear();
    for (const wake of this.#wake.values()) wake();
    rmSync(this.#folder(), { recursive: true, force: true });
  }

  async close(): Promise<void> {
    this.clear();
    await Promise.all(this.#runs.values());
  }

  async #run(shop: string, query: string, groupObjects: boolean, call: Call) {
    const { schema } = await sandboxSchema();
    const document = checkBulkQuery(schema, query);
    if (Array.isArray(document)) return document;
    const busy = this.#operations.filter((one) => one.shop === shop && !isOver(one));
    if (busy.length >= MOST_AT_ONCE) return [inProgress(busy)];
    const operation = this.#open(shop, query, groupObjects);
    const run = this.#carryOut(operation, document, call);
    this.#runs.set(operation, run);
    // What waits for the clock must not hold up a settle.
    if (operation.plan.slowMs === 0) void this.#town.track(run);
    return operation;
  }

  #open(shop: string, query: string, groupObjects: boolean): BulkOperation {
    const id = FIRST_ID + (this.#operations.length + 1) * 32_768;
    const fileName = this.#sign(`${shop}/${id}`).toString("hex").slice(0, 28);
    mkdirSync(this.#folder(), { recursive: true });
    const operation: BulkOperation = {
      id,
      shop,
      query,
      groupObjects,
      status: "CREATED",
      errorCode: null,
      createdAt: instant(this.#town.clock.now()),
      completedAt: null,
      objectCount: 0,
      rootObjectCount: 0,
      fileSize: null,
      url: null,
      partialDataUrl: null,
      expiresAt: null,
      file: join(this.#folder(), `${fileName}.jsonl`),
      fileName,
      plan: this.#plans.get(shop)?.shift() ?? { ...NO_PLAN },
    };
    this.#operations.push(operation);
    return operation;
  }

  async #carryOut(operation: BulkOperation, document: DocumentNode, call: Call): Promise<void> {
    // The mutation is answered first, with CREATED.
    await setImmediate();
    if (operation.status === "CREATED") operation.status = "RUNNING";
    if (this.#operations.includes(operation)) {
      const turn = this.#turn();
      const pause = async () => (await this.#pause(operation)) ?? turn.begin();
      const { how, bytes } = await writeBulkFile(operation, document, call, pause);
      turn.end();
      if (this.#operations.includes(operation)) this.#finish(operation, how, bytes);
    }
    this.#runs.delete(operation);
  }

  /**
   * Beyond their first batch files are written one after another: the app reads one while the next is made. In turns
   * all five of a large shop would be ready at the very end. Who waits for the clock holds nobody up.
   */
  #turn(): { begin(): Promise<null>; end(): void } {
    let end: (() => void) | null = null;
    return {
      begin: async () => {
        const before = this.#lastTurn;
        this.#lastTurn = new Promise((resolve) => {
          end = resolve;
        });
        await before;
        return null;
      },
      end: () => end?.(),
    };
  }

  #pause(operation: BulkOperation): Promise<BulkErrorCode | null> {
    const { slowMs } = operation.plan;
    if (slowMs === 0 || operation.status === "CANCELING" || !this.#operations.includes(operation))
      return Promise.resolve(null);
    const { clock } = this.#town;
    return new Promise((resolve) => {
      const wake = () => {
        callOff();
        this.#wake.delete(operation);
        resolve(slowMs > LONGEST_RUN_MS ? "TIMEOUT" : null);
        return this.#runs.get(operation);
      };
      const callOff = clock.at(clock.now() + Math.min(slowMs, LONGEST_RUN_MS), wake);
      this.#wake.set(operation, () => void wake());
    });
  }

  #cancel(operation: BulkOperation): void {
    operation.status = "CANCELING";
    const run = this.#runs.get(operation);
    if (run) void this.#town.track(run);
    this.#wake.get(operation)?.();
  }

  #finish(operation: BulkOperation, how: "complete" | "canceled" | BulkErrorCode, bytes: number): void {
    if (how === "canceled") operation.status = "CANCELED";
    else if (how === "complete") this.#complete(operation, bytes);
    else {
      operation.status = "FAILED";
      operation.errorCode = how;
      operation.partialDataUrl = bytes > 0 ? this.#address(operation) : null;
    }
    if (operation.plan.expired) operation.expiresAt = this.#town.clock.now();
    this.#finished(operation);
  }

  #complete(operation: BulkOperation, bytes: number): void {
    operation.status = "COMPLETED";
    operation.completedAt = instant(this.#town.clock.now());
    operation.fileSize = bytes;
    // Shopify has no file where nothing was found.
    operation.url = bytes > 0 ? this.#address(operation) : null;
  }

  #address(operation: BulkOperation): string {
    const expiresAt = this.#town.clock.now() + ADDRESS_LIVES_MS;
    operation.expiresAt = expiresAt;
    this.#town.clock.at(expiresAt, () => this.expire(operation));
    const name = `bulk-${operation.id}.jsonl`;
    const query = new URLSearchParams({
      GoogleAccessId: "assets-us-prod@shopify-tiers.iam.gserviceaccount.com",
      Expires: String(Math.floor(expiresAt / 1000)),
      Signature: this.#sign(`${operation.fileName} ${expiresAt}`).toString("base64"),
      "response-content-disposition": `attachment; filename="${name}"; filename*=UTF-8''${name}`,
      "response-content-type": "application/jsonl",
    });
    return `https://${BULK_HOST}${BUCKET}${operation.fileName}?${query}`;
  }

  #sign(text: string): Buffer {
    return createHmac("sha256", this.#town.app.key).update(text).digest();
  }

  #folder(): string {
    return join(this.#town.options.data, "bulk");
  }
}

function inProgress(busy: BulkOperation[]): BulkRefusal {
  const ids = busy.map((one) => gid("BulkOperation", one.id)).join(", ");
  return {
    field: null,
    message: `A bulk query operation for this app and shop is already in progress: ${ids}.`,
    code: "OPERATION_IN_PROGRESS",
  };
}
