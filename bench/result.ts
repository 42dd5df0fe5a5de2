export interface Asked {
  quick: boolean;
  /** Process id of the embedded PostgreSQL, or null where it is not ours to measure. */
  postgresPid: number | null;
  tell(line: string): void;
}

/** One bench's line: `{"bench","unit","ours","floor","peer","ratio","range",…}`; `holds: false` makes the command fail and is not printed. */
export interface Result {
  bench: string;
  unit: string;
  holds?: boolean;
  [figure: string]: unknown;
}

export type Bench = (asked: Asked) => Promise<Result | Result[]>;
