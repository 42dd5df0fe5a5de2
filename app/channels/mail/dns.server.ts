import { z } from "zod";
import { assertNoTransaction } from "#app/db.server.ts";

const RESOLVER = "https://cloudflare-dns.com/dns-query";
const TIMEOUT_MS = 5_000;
/** RFC 1035 numbers of the types that mail asks for. */
const TYPES = { A: 1, CNAME: 5, MX: 15, TXT: 16, AAAA: 28 } as const;
type Type = keyof typeof TYPES;

const Answer = z.object({
  Status: z.number(),
  Answer: z.array(z.object({ type: z.number(), data: z.string() })).optional(),
});

/** The resolver could not be asked: what it would have said is not known, and may be asked again. */
export class NoResolver extends Error {
  override name = "NoResolver";
}

/**
 * The records of a name, in node:dns's shape: TXT as lists of strings, others as strings. Throws an error with node's
 * codes (ENOTFOUND, ENODATA, ESERVFAIL) where there are none. Asked over HTTPS (RFC 8484's JSON form): the answer cannot be
 * changed on its way, and it takes the same road as every other request of ours.
 */
export async function resolveRecords(name: string, type: string): Promise<string[][] | string[]> {
  assertNoTransaction("DNS");
  const number = TYPES[type as Type];
  if (!number) throw fault("ENOTIMP", `records of type ${type} are not asked for`);
  const said = await ask(name, type);
  if (said.Status === 3) throw fault("ENOTFOUND", `${name} does not exist`);
  if (said.Status !== 0) throw fault("ESERVFAIL", `the servers of ${name} answered ${said.Status}`);
  const records = (said.Answer ?? []).filter((record) => record.type === number);
  if (!records.length) throw fault("ENODATA", `${name} has no ${type}`);
  return type === "TXT" ? records.map(({ data }) => stringsOf(data)) : records.map(({ data }) => data);
}

async function ask(name: string, type: string) {
  const url = `${RESOLVER}?${new URLSearchParams({ name, type })}`;
  try {
    const response = await fetch(url, {
      headers: { accept: "application/dns-json" },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    return Answer.parse(await response.json());
  } catch (error) {
    throw new NoResolver(`DNS could not be asked for ${name}: ${(error as Error).message}`);
  }
}

/** `"v=spf1 " "include:…"`: a long record comes as several quoted strings. */
function stringsOf(data: string): string[] {
  const parts = [...data.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, part]) => part!.replace(/\\(.)/g, "$1"));
  return parts.length ? parts : [data];
}

const fault = (code: string, words: string) => Object.assign(new Error(words), { code });
