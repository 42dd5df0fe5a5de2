import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { NoResolver, resolveRecords } from "#app/channels/mail/dns.server.ts";
import type { DomainCheck } from "#app/channels/mail/mail-account.ts";

/** The name under which the domain's owner puts our key: ours alone, beside those of other senders. */
export const SELECTOR = "threadline";

/** A key of the shop's own to sign its mail with, and the record that vouches for it. */
export async function makeSigningKey(): Promise<{ key: string; record: string }> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  const p = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return { key, record: `v=DKIM1; k=rsa; p=${p}` };
}

/**
 * What the sender's domain says of our mail: whether our key stands there, and whether SPF and DMARC do at all. Null where
 * DNS could not be asked: then what was known stays.
 */
export async function checkDomain(
  domain: string,
  { selector, record }: { selector: string; record: string },
  at: Date,
): Promise<DomainCheck | null> {
  try {
    const [dkim, spf, dmarc] = await Promise.all([
      textsAt(`${selector}._domainkey.${domain}`),
      textsAt(domain),
      dmarcOf(domain),
    ]);
    return {
      at: at.toISOString(),
      dkim: judgeKey(dkim, record),
      spf: judgeOne(spf, /^v=spf1\b/i),
      dmarc: judgeOne(dmarc, /^v=DMARC1\b/i),
    };
  } catch (error) {
    if (error instanceof NoResolver) return null;
    throw error;
  }
}

/** The policy of the domain, or of the one above it (RFC 7489, 6.6.3). */
async function dmarcOf(domain: string): Promise<string[]> {
  const own = await textsAt(`_dmarc.${domain}`);
  const above = domain.split(".").slice(1);
  return own.length || above.length < 2 ? own : dmarcOf(above.join("."));
}

async function textsAt(name: string): Promise<string[]> {
  try {
    return (await resolveRecords(name, "TXT")).map((parts) => [parts].flat().join(""));
  } catch (error) {
    if (error instanceof NoResolver) throw error;
    return [];
  }
}

const keyIn = (record: string) => /\bp=([^;]*)/.exec(record)?.[1]?.replace(/\s/g, "");

function judgeKey(found: string[], record: string): DomainCheck["dkim"] {
  if (!found.length) return "missing";
  return found.some((one) => keyIn(one) === keyIn(record)) ? "ok" : "wrong";
}

/** More than one is as bad as none: receivers then take none of them (RFC 7208, 4.5; RFC 7489, 6.6.3). */
function judgeOne(found: string[], mark: RegExp): DomainCheck["spf"] {
  const count = found.filter((one) => mark.test(one)).length;
  if (count === 1) return "ok";
  return count ? "wrong" : "missing";
}
