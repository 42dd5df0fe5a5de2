import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";

/** The version of the Admin API whose schema this project is checked against. */
export const SCHEMA_VERSION = "2026-10";

const PACKAGE = "@shopify/dev-mcp@1.16.0";
const TARBALL_SHA512 =
  "b6a8119caeec4218dec3e86dc6d95e4c7db79d70797d972cae15a0124a26b28ac65ef2ce0769a1daea70666f2ecee4c3353667aad2cc7bae3223087ab366b0b7";
const SHA512: Record<string, string> = {
  [`admin_${SCHEMA_VERSION}.json.gz`]:
    "a1b5737c15c47393607ffeda77f0651b4663ff51b97a2fa5f4cdfa1e74f2f60dd80b8f669f7b4f73311dc88f20678cbf962ecdb58b83f8402f9a37501a295be1",
  [`customer_${SCHEMA_VERSION}.json.gz`]:
    "4c7becd089deb80b52195775af5b5a9e36dfe6bb89b3e58e2b732deb11c6981a9d3d1c91bc82a7e0f899e0f56eff024ff5fec33d95154acb8fd4fb2b532bc92c",
};
const CACHE = resolve(import.meta.dirname, "../.data/cache");

/** What one type or field of the schema asks for: `requiredAccess` in Shopify's words, and the scopes it names. */
export interface AccessRule {
  type: "type" | "field";
  typeName: string;
  fieldName?: string;
  requiredAccess: string;
  offlineScopes: string[];
}

export interface AdminSchema {
  schema: GraphQLSchema;
  access: AccessRule[];
}

let loaded: Promise<AdminSchema> | undefined;
let taken: Promise<void> | undefined;

/**
 * The Admin API's introspection (gzipped JSON with `data` and `offline_scopes`) as a file of the cache.
 * Taken from the npm registry on first use; several processes may come here at once.
 */
export async function adminSchemaFile(): Promise<string> {
  return schemaFile(`admin_${SCHEMA_VERSION}.json.gz`);
}

/** The Customer Account API's introspection, from the same package. */
export async function customerSchemaFile(): Promise<string> {
  return schemaFile(`customer_${SCHEMA_VERSION}.json.gz`);
}

/** The Admin schema as graphql-js has it, with the access rules of its types and fields. Built once a process (0.4 s). */
export function loadAdminSchema(): Promise<AdminSchema> {
  loaded ??= buildAdminSchema();
  return loaded;
}

async function buildAdminSchema(): Promise<AdminSchema> {
  const text = gunzipSync(readFileSync(await adminSchemaFile())).toString("utf8");
  const file = JSON.parse(text) as { data: IntrospectionQuery; offline_scopes: { items: AccessRule[] } };
  return { schema: buildClientSchema(file.data), access: file.offline_scopes.items };
}

async function schemaFile(name: string): Promise<string> {
  const file = join(CACHE, name);
  if (existsSync(file)) return file;
  taken ??= takeFromRegistry();
  await taken;
  return file;
}

/** Into a folder of its own, checked, then renamed file by file: a half-written file is never seen. */
async function takeFromRegistry() {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, "taking-"));
  try {
    const tarball = readFileSync(await packTo(folder));
    requireDigest(PACKAGE, tarball, TARBALL_SHA512);
    for (const [path, content] of filesOfTar(gunzipSync(tarball))) {
      const name = path.replace("package/dist/data/", "");
      const digest = SHA512[name];
      if (!digest) continue;
      requireDigest(name, content, digest);
      writeFileSync(join(folder, name), content);
      renameSync(join(folder, name), join(CACHE, name));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `npm pack` brings the one tarball; installing the package would bring 366 MB of others. */
async function packTo(folder: string): Promise<string> {
  const args = ["pack", PACKAGE, "--silent", "--pack-destination", folder];
  const { npm_execpath: npm } = process.env;
  const options = { cwd: folder, shell: !npm && process.platform === "win32" };
  const { stdout } = npm?.endsWith("js")
    ? await promisify(execFile)(process.execPath, [npm, ...args], options)
    : await promisify(execFile)("npm", args, options);
  return join(folder, stdout.trim().split("\n").at(-1)!.trim());
}

function requireDigest(what: string, content: Buffer, expected: string) {
  const found = createHash("sha512").update(content).digest("hex");
  if (found !== expected) throw new Error(`${what} is not what was expected: its sha512 is ${found}`);
}

function* filesOfTar(tar: Buffer): Generator<[path: string, content: Buffer]> {
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const name = tar.toString("utf8", at, at + 100).replace(/\0.*$/s, "");
    const size = Number.parseInt(tar.toString("utf8", at + 124, at + 136), 8);
    yield [name, tar.subarray(at + 512, at + 512 + size)];
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
