import type { App } from "#tests/app.ts";
import { settled } from "#tests/app.ts";
import { town } from "#tests/town.ts";
import type { Asked, Violation } from "../proof.ts";
import { changedTables, digestOf, tellingRows, tellsOfThem } from "./canaries.ts";
import type { Side, TwoShops } from "./two-shops.ts";

export interface Step {
  label: string;
  path: string;
  init: () => Promise<RequestInit>;
}

const AT_ONCE = 8;
/** A stream never ends: what it says within this time is read. */
const STREAM_MS = 400;

/** Sends what it is told to, and looks for the other shop in the answers, in our rows, and for changes in theirs. */
export class Watch {
  readonly violations: Violation[] = [];
  readonly history: object[] = [];
  trials = 0;
  leaked = 0;
  /** Not tried, since the time of a quick run was over. */
  skipped = 0;
  private readonly app: App;
  private readonly theirs: Side;
  private readonly ours: Side;
  private readonly tables: string[];
  private readonly asked: Asked;
  private before: Record<string, string> = {};
  private ledgerFrom = 0;

  constructor(app: App, { ours, theirs }: TwoShops, tables: string[], asked: Asked) {
    this.app = app;
    this.ours = ours;
    this.theirs = theirs;
    this.tables = tables;
    this.asked = asked;
  }

  /** From here on the other shop must stand still. */
  async begin(): Promise<void> {
    await settled();
    this.before = await this.digest();
    this.ledgerFrom = (await town.ledger()).length;
  }

  /** A planted bug is caught by its first violation; a quick run ends in time. */
  isOver(): boolean {
    return (this.asked.bug !== null && this.violations.length > 0) || performance.now() > this.asked.endAt;
  }

  async batch(steps: Step[]): Promise<void> {
    const waiting = [...steps];
    const worker = async () => {
      for (let step = waiting.shift(); step && !this.isOver(); step = waiting.shift()) await this.take(step);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (this.isOver()) this.skipped += waiting.length;
  }

  /** One request: what it answers must not tell of them. */
  async take({ label, path, init }: Step): Promise<{ status: number; text: string }> {
    const answer = await fetch(`${this.app.url}${path}`, { redirect: "manual", ...(await init()) });
    const text = await readSome(answer);
    this.saw(label, `${JSON.stringify([...answer.headers])} ${text}`, answer.status);
    return { status: answer.status, text };
  }

  saw(label: string, bytes: string, status: number | null = null): void {
    this.trials++;
    this.history.push({ label, status, length: bytes.length });
    if (!tellsOfThem(bytes)) return;
    this.leaked++;
    const at = bytes.toLowerCase().search(/lanternmark/);
    this.violations.push({
      what: "told of the other shop",
      label,
      status,
      told: bytes.slice(Math.max(0, at - 80), at + 80),
    });
  }

  count(label: string, what: string, detail: object = {}): void {
    this.violations.push({ what, label, ...detail });
  }

  /** After every group of requests or jobs: their rows as they were, and nothing of theirs in ours. */
  async check(label: string, { mayChangeTheirs = false } = {}): Promise<void> {
    if (this.asked.bug !== null && this.violations.length) return;
    const after = await this.digest();
    const tables = changedTables(this.before, after);
    if (tables.length && !mayChangeTheirs)
      this.violations.push({ what: "changed rows of the other shop", label, tables });
    this.before = after;
    for (const { table, row } of await tellingRows(this.ours.shopId, this.tables)) {
      this.leaked++;
      this.violations.push({ what: "a row of ours tells of them", label, table, row });
    }
  }

  /** After the jobs have run: also what the providers were given, and every log line. */
  async checkAll(label: string, may: { mayChangeTheirs?: boolean } = {}): Promise<void> {
    await settled();
    await this.check(label, may);
    const sent = (await town.ledger()).slice(this.ledgerFrom);
    this.saw(`${label}: what providers were given`, JSON.stringify(sent));
    this.saw(`${label}: the app's log`, this.app.log());
  }

  private digest() {
    return digestOf(this.theirs.shopId, this.theirs.domain, this.tables);
  }
}

async function readSome(answer: Response): Promise<string> {
  if (!answer.headers.get("content-type")?.startsWith("text/event-stream")) return answer.text();
  const reader = answer.body!.getReader();
  const timer = setTimeout(() => void reader.cancel(), STREAM_MS);
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    text += Buffer.from(value).toString();
  }
  clearTimeout(timer);
  return text;
}
