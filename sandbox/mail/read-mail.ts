import PostalMime, { type Address } from "postal-mime";
import type { Mail } from "./mail-types.ts";

/** Reads a raw message as a mail program would. */
export async function readMail(
  raw: Buffer,
  envelope: { from: string; to: string[] },
  stamp: { id: string; at: string },
): Promise<Mail> {
  const parsed = await PostalMime.parse(raw);
  return {
    ...stamp,
    envelopeFrom: envelope.from.toLowerCase(),
    envelopeTo: envelope.to.map((address) => address.toLowerCase()),
    from: parsed.from ? written(parsed.from) : "",
    to: (parsed.to ?? []).map(written),
    subject: parsed.subject ?? "",
    text: parsed.text ?? "",
    html: parsed.html ?? null,
    messageId: parsed.messageId ?? "",
    headers: Object.fromEntries(parsed.headers.map(({ key, value }) => [key, value])),
  };
}

/** `Tidewater <help@tidewater.example>` or the bare address. */
function written(address: Address): string {
  return address.name ? `${address.name} <${address.address ?? ""}>` : (address.address ?? "");
}
