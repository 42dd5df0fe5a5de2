import { authenticate } from "mailauth";
import { NoResolver, resolveRecords } from "#app/channels/mail/dns.server.ts";

/**
 * Whether the domain in this mail's From signed it: DMARC (RFC 7489) by an aligned DKIM signature that we check
 * ourselves. Authentication-Results lines are not believed, for whoever writes a mail can write them; nor is SPF, which
 * speaks of a connection that we did not take. Throws `NoResolver` where DNS could not be asked.
 */
export async function vouchForSender(raw: Buffer): Promise<boolean> {
  let unasked: NoResolver | null = null;
  const resolver = async (name: string, type: string) => {
    try {
      return await resolveRecords(name, type);
    } catch (error) {
      if (error instanceof NoResolver) unasked = error;
      throw error;
    }
  };
  const { dkim, dmarc } = await authenticate(raw, {
    resolver,
    disableArc: true,
    disableBimi: true,
    mta: "threadline",
  });
  const isAligned = dkim.results.some(({ status }) => status.result === "pass" && Boolean(status.aligned));
  const verdict = dmarc ? dmarc.status.result : "none";
  const isVouched = isAligned && (verdict === "pass" || verdict === "none");
  // What was not asked may have spoken for them.
  if (unasked && !isVouched) throw unasked;
  return isVouched;
}
