import { cpuMicros, withChildren } from "../cpu.ts";
import type { Answers, Load, Order } from "./open-load.ts";
import type { Side } from "./sides.ts";

export interface Capture {
  answers: Answers;
  perSecond: number;
  /** Microseconds of a request; null where they cannot be read. */
  cpu: { server: number; postgres: number } | null;
  wrong: Wrong;
}

/** What must all be nought, or the figures mean nothing. */
export interface Wrong {
  /** Sent with a true signature and not answered with 200. */
  unacknowledged: number;
  lost: number;
  doubled: number;
  /** Receipts or jobs that came of ids sent again. */
  changedByRepeats: number;
  /** Sent with a false signature and not answered with 401, or written. */
  forgedTaken: number;
}

const REPEATS = 400;
const FORGED = 100;

/** One capture on empty tables; then what was written is counted, ids are sent again, and false signatures. */
export async function capture(
  side: Side,
  load: Load,
  postgresPid: number | null,
  prefix: string,
  way: Order["way"],
): Promise<Capture> {
  await side.clear();
  const { port } = side;
  const before = readCpu(side, postgresPid);
  const answers = await load.send({ port, prefix, way });
  const after = readCpu(side, postgresPid);
  return {
    answers,
    perSecond: answers.sent / (answers.millis / 1_000),
    cpu: before &&
      after && {
        server: (after.server - before.server) / answers.sent,
        postgres: (after.postgres - before.postgres) / answers.sent,
      },
    wrong: await verify(side, load, prefix, answers),
  };
}

async function verify(side: Side, load: Load, prefix: string, answers: Answers): Promise<Wrong> {
  const { port } = side;
  const { lost, doubled } = await side.kept(prefix, answers.sent);
  const again = await load.send({ port, prefix, way: { count: Math.min(REPEATS, answers.sent) } });
  const afterRepeats = await side.kept(prefix, answers.sent);
  const forged = await load.send({
    port,
    prefix: `${prefix}forged-`,
    isForged: true,
    way: { count: FORGED },
  });
  const afterForged = await side.kept(prefix, answers.sent);
  return {
    unacknowledged: others(answers, 200) + others(again, 200),
    lost,
    doubled,
    changedByRepeats: afterRepeats.receipts - answers.sent + (afterRepeats.jobs - answers.sent),
    forgedTaken: others(forged, 401) + (afterForged.receipts - afterRepeats.receipts),
  };
}

const others = ({ sent, statuses }: Answers, status: number) => sent - (statuses[status] ?? 0);

function readCpu({ pid }: Side, postgresPid: number | null) {
  const server = cpuMicros([pid]);
  const postgres = postgresPid && cpuMicros(withChildren(postgresPid));
  return server === null || typeof postgres !== "number" ? null : { server, postgres };
}

export function sumWrong(captures: Capture[]): Wrong {
  const sum = (name: keyof Wrong) => captures.reduce((total, { wrong }) => total + wrong[name], 0);
  return {
    unacknowledged: sum("unacknowledged"),
    lost: sum("lost"),
    doubled: sum("doubled"),
    changedByRepeats: sum("changedByRepeats"),
    forgedTaken: sum("forgedTaken"),
  };
}

export const isRight = (wrong: Wrong): boolean => Object.values(wrong).every((count) => count === 0);
