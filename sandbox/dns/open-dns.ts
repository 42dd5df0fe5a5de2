import { keyRecord, SELECTOR } from "../mail/town-key.ts";
import { type Answer, type HostCall, type Part, refusal, type Town } from "../town-types.ts";

/** RFC 1035, 3.2.2. */
const NUMBERS: Record<string, number> = { A: 1, NS: 2, CNAME: 5, MX: 15, TXT: 16, AAAA: 28 };
const NO_ERROR = 0;
const NO_SUCH_NAME = 3;

/** Plays cloudflare-dns.com: DNS over HTTPS in JSON, with a zone for every domain of the town. */
export function openDns(town: Town): Part {
  const said = new Map<string, string[] | null>();
  town.answerHost(
    (host) => host === "cloudflare-dns.com",
    (call) => answer(said, call),
    { provider: "dns" },
  );
  town.control("GET /dns", () => ({ said: Object.fromEntries(said) }));
  town.control("POST /dns", ({ body }) => {
    const { name, type = "TXT", values } = body as { name?: string; type?: string; values?: string[] | null };
    if (!name || !NUMBERS[type]) throw refusal(400, "a name and a type, and values or null for none");
    said.set(keyOf(name, type), values ?? null);
    return { name, type, values: values ?? null };
  });
  town.onReset(() => said.clear());
  return {};
}

function answer(said: Map<string, string[] | null>, { url }: HostCall): Answer | undefined {
  if (url.pathname !== "/dns-query") return undefined;
  const name = (url.searchParams.get("name") ?? "").toLowerCase().replace(/\.$/, "");
  const type = (url.searchParams.get("type") ?? "A").toUpperCase();
  const known = said.get(keyOf(name, type));
  const values = known === undefined ? usual(name, type) : known;
  const records = values?.map((value) => ({
    name,
    type: NUMBERS[type],
    TTL: 300,
    data: dataOf(type, value),
  }));
  return {
    status: 200,
    headers: { "content-type": "application/dns-json" },
    body: {
      Status: values ? NO_ERROR : NO_SUCH_NAME,
      TC: false,
      RD: true,
      RA: true,
      AD: false,
      CD: false,
      Question: [{ name, type: NUMBERS[type] }],
      ...(records && { Answer: records }),
    },
  };
}

/** A domain whose mail is in order: signed with the town's key, its senders named, its policy strict. */
function usual(name: string, type: string): string[] | null {
  if (type === "MX") return ["10 mail.town.example."];
  if (type !== "TXT") return null;
  if (name.startsWith(`${SELECTOR}._domainkey.`)) return [keyRecord];
  if (name.startsWith("_dmarc.")) return name.split(".").length === 3 ? ["v=DMARC1; p=reject"] : null;
  return name.startsWith("_") || name.includes("._") ? null : ["v=spf1 include:spf.town.example -all"];
}

/** Text comes quoted, in pieces of at most 255 bytes. */
const dataOf = (type: string, value: string) =>
  type === "TXT"
    ? (value.match(/.{1,255}/gs) ?? [""]).map((piece) => `"${piece.replace(/["\\]/g, "\\$&")}"`).join(" ")
    : value;

const keyOf = (name: string, type: string) => `${name.toLowerCase()} ${type.toUpperCase()}`;
