import { fork } from "node:child_process";

/** What the load process is told to send: webhooks with the ids prefix0, prefix1, … */
export interface Order {
  port: number;
  connections: number;
  prefix: string;
  body: string;
  headers: Record<string, string>;
  secret: string;
  isForged: boolean;
  /** With a rate (requests a second) in open loop, else in closed loop until time or count is up. */
  way: { seconds: number } | { count: number } | { rate: number; seconds: number };
}

export interface Answers {
  sent: number;
  millis: number;
  /** How many answers had which status. */
  statuses: Record<number, number>;
  /** Milliseconds from the moment each was due; in open loop only. */
  latencies: number[];
}

export interface Load {
  send(order: Pick<Order, "port" | "prefix" | "way"> & Partial<Order>): Promise<Answers>;
  close(): void;
}

const CONNECTIONS = 100;

/** A process that sends this body as Shopify does, with true signatures unless told otherwise. */
export function openLoad(body: string): Load {
  const { NODE_OPTIONS: _preload, ...env } = process.env;
  const child = fork("bench/ingest/load.ts", { execArgv: [], env });
  let answer: PromiseWithResolvers<Answers> | null = null;
  child.on("message", (answers) => answer?.resolve(answers as Answers));
  child.once("exit", (code) => answer?.reject(new Error(`the load ended: ${code}`)));
  return {
    send(order) {
      answer = Promise.withResolvers();
      child.send({
        connections: CONNECTIONS,
        body,
        headers: HEADERS,
        secret: process.env.SHOPIFY_API_SECRET,
        isForged: false,
        ...order,
      });
      return answer.promise;
    },
    close: () => child.disconnect(),
  };
}

const HEADERS = {
  host: "app.example.com",
  "content-type": "application/json",
  "user-agent": "Shopify-Captain-Hook",
  accept: "*/*",
  "x-shopify-topic": "orders/updated",
  "x-shopify-shop-domain": "tidewater.myshopify.com",
  "x-shopify-api-version": "2026-10",
  "x-shopify-event-id": "5f2c1c7e-9d7b-4c55-a3a3-0c5b1a0d9a11",
  "x-shopify-triggered-at": "2026-11-21T06:00:00.000Z",
};
