import { rmSync } from "node:fs";
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { FileStore } from "#app/files/file-store.server.ts";
import { newId } from "#app/id.ts";
import { control, town } from "#tests/town.ts";

const home = await mkdtemp(join(tmpdir(), "threadline-files-"));
const stores: Record<string, FileStore> = {};

beforeAll(async () => {
  vi.stubEnv("FILES_S3_BUCKET", "tidewater-files");
  vi.stubEnv("FILES_S3_ENDPOINT", "https://s3.amazonaws.com");
  vi.stubEnv("FILES_S3_KEY", "town-key");
  vi.stubEnv("FILES_S3_SECRET", "town-secret");
  const { diskStore } = await import("#app/files/disk-store.server.ts");
  const { s3Store } = await import("#app/files/s3-store.server.ts");
  stores.disk = diskStore(home);
  stores.s3 = s3Store();
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

const aKey = () => `${newId()}/${newId()}`;

describe.each(["disk", "s3"])("the store on %s", (name) => {
  it("gives back what it was given, byte by byte, under its own name", async () => {
    const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, n) => (n * 7) % 251));
    const key = aKey();
    await stores[name]!.put(key, bytes);
    expect((await stores[name]!.get(key))!.equals(bytes)).toBe(true);
    expect(stores[name]!.name).toBe(name);
  });

  it("replaces what stood under a key, and knows nothing under another", async () => {
    const key = aKey();
    await stores[name]!.put(key, Buffer.from("old"));
    await stores[name]!.put(key, Buffer.from("new"));
    expect(String(await stores[name]!.get(key))).toBe("new");
    expect(await stores[name]!.get(aKey())).toBeNull();
  });

  it("drops, also what is gone already", async () => {
    const key = aKey();
    await stores[name]!.put(key, Buffer.from("x"));
    await stores[name]!.drop(key);
    await stores[name]!.drop(key);
    expect(await stores[name]!.get(key)).toBeNull();
  });
});

it("the store on disk leaves no part of a file, and no way out of its folder", async () => {
  const key = aKey();
  await Promise.all(["one", "two", "three"].map((text) => stores.disk!.put(key, Buffer.from(text))));
  expect(await readdir(join(home, key.split("/")[0]!))).toEqual([key.split("/")[1]]);
  for (const bad of ["../secret", "a/../../b", "/etc/passwd", "a", "a/b\0c", ""])
    await expect(async () => stores.disk!.get(bad)).rejects.toThrow("no key");
});

it("the store on S3 tells a fault from a file that is not there", async () => {
  const key = aKey();
  await stores.s3!.put(key, Buffer.from("x"));
  await town.faults.add({ provider: "s3", fault: "400", times: null });
  await expect(stores.s3!.get(key)).rejects.toThrow("InvalidRequest");
  await town.faults.clear();
  expect(String(await stores.s3!.get(key))).toBe("x");
  const { objects } = await control<{ objects: { path: string }[] }>("GET", "/s3");
  expect(objects.map(({ path }) => path)).toContain(`/tidewater-files/${key}`);
});
