import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Answer, HostCall, Part, Town } from "../town-types.ts";

/** What the app is given to speak with the town's store. */
export const S3 = { host: "s3.amazonaws.com", region: "us-east-1", key: "town-key", secret: "town-secret" };

/** Plays an S3-compatible store: PUT, GET and DELETE of objects, signed by AWS's version 4, in buckets by path. */
export function openS3(town: Town): Part {
  const objects = new Map<string, Buffer>();
  town.answerHost(
    (host) => host === S3.host,
    (call) => answer(objects, call),
    { provider: "s3", faultAnswer: (fault) => faultOf(fault) },
  );
  town.control("GET /s3", () => ({
    objects: [...objects].map(([path, bytes]) => ({ path, bytes: bytes.length })),
  }));
  town.onReset(() => objects.clear());
  return {};
}

function answer(objects: Map<string, Buffer>, call: HostCall): Answer | undefined {
  if (!isSigned(call)) return fault(403, "SignatureDoesNotMatch");
  const { pathname } = call.url;
  if (call.method === "PUT") {
    objects.set(pathname, bodyOf(call));
    return { status: 200, headers: { etag: `"${createHash("md5").update(call.body).digest("hex")}"` } };
  }
  if (call.method === "DELETE") {
    objects.delete(pathname);
    return { status: 204 };
  }
  if (call.method !== "GET") return undefined;
  const found = objects.get(pathname);
  if (!found) return fault(404, "NoSuchKey");
  return { status: 200, headers: { "content-type": "application/octet-stream" }, body: found };
}

const bodyOf = ({ body }: HostCall): Buffer => Buffer.from(body);

const faultOf = (code: "429" | "400" | "500") => {
  const names = { "429": "SlowDown", "400": "InvalidRequest", "500": "InternalError" };
  return fault(code === "429" ? 503 : Number(code), names[code]);
};

const fault = (status: number, code: string): Answer => ({
  status,
  headers: { "content-type": "application/xml" },
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
});

/** Signature version 4 over what the Authorization header says is signed. */
function isSigned({ req, method, url }: HostCall): boolean {
  const said = /Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})/.exec(
    String(req.headers.authorization ?? ""),
  );
  if (!said) return false;
  const [, credential = "", names = "", given = ""] = said;
  const [key, day = "", region = "", service = ""] = credential.split("/");
  if (key !== S3.key) return false;
  // The road to the town puts another host into the request than the one that was signed.
  const headerOf = (name: string) => (name === "host" ? S3.host : String(req.headers[name] ?? "").trim());
  const canonical = [
    method,
    url.pathname,
    new URLSearchParams([...url.searchParams].sort()).toString(),
    ...names.split(";").map((name) => `${name}:${headerOf(name)}`),
    "",
    names,
    req.headers["x-amz-content-sha256"],
  ].join("\n");
  const scope = [day, region, service, "aws4_request"].join("/");
  const text = ["AWS4-HMAC-SHA256", req.headers["x-amz-date"], scope, sha256(canonical)].join("\n");
  const signing = [day, region, service, "aws4_request"].reduce<Buffer | string>(hmac, `AWS4${S3.secret}`);
  return timingSafeEqual(hmac(signing, text), Buffer.from(given, "hex"));
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: Buffer | string, text: string) => createHmac("sha256", key).update(text).digest();
