import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inShop, prisma } from "#app/db.server.ts";
import { now } from "#app/clock.ts";
import { ATTACHED, isPicture } from "#app/files/file-kinds.ts";
import { storeNamed } from "#app/files/file-store.server.ts";
import { fileUrl } from "#app/files/file-url.ts";
import { keepFile, prepareFile } from "#app/files/keep-file.server.ts";
import { serveFile } from "#app/files/serve-file.server.ts";
import { newId } from "#app/id.ts";
import { type Hostile, hostileFiles, MARK } from "./hostile-files.ts";

const shopId = newId();
let door: Server;
let all: Hostile[];
/** What was kept of them, as a browser is given it. */
const served: { given: Hostile; bytes: Buffer; headers: Headers; sealed: Buffer }[] = [];
const refused: Record<string, string> = {};

beforeAll(async () => {
  await prisma.shop.create({ data: { id: shopId, domain: "hostile.myshopify.com", installedAt: now() } });
  door = createServer((request, response) => void serveFile(request, response, request.url!));
  await once(door.listen(0, "127.0.0.1"), "listening");
  const { port } = door.address() as AddressInfo;
  all = await hostileFiles();
  for (const given of all) {
    const prepared = await prepareFile(shopId, given);
    if ("refused" in prepared) {
      refused[given.name] = prepared.refused;
      continue;
    }
    const { id } = await inShop(shopId, (shop) => keepFile(shop, prepared, null));
    const answer = await fetch(`http://127.0.0.1:${port}${new URL(fileUrl(shopId, id)).pathname}`);
    expect(answer.status, given.name).toBe(200);
    const sealed = (await storeNamed(prepared.storage).get(prepared.storageKey))!;
    served.push({ given, bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers, sealed });
  }
});
afterAll(() => door.close());

const typeOf = (headers: Headers) => headers.get("content-type")!;

describe("two hundred files that mean harm", () => {
  it("are that many, and both refused and kept", () => {
    expect(all.length).toBeGreaterThanOrEqual(200);
    expect(served.length).toBeGreaterThan(40);
    expect(Object.keys(refused).length).toBeGreaterThan(100);
  });

  it("are never given to a browser as anything that runs", () => {
    for (const { given, headers } of served) {
      const type = typeOf(headers);
      const how = headers.get("content-disposition")!;
      expect(isPicture(type) || type in ATTACHED, `${given.name} is ${type}`).toBe(true);
      expect(how.split(";")[0], given.name).toBe(isPicture(type) ? "inline" : "attachment");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
    }
  });

  it("leave no metadata, no word of theirs and no second file in a picture that is kept", async () => {
    const pictures = served.filter(({ headers }) => isPicture(typeOf(headers)));
    expect(pictures.length).toBeGreaterThan(30);
    for (const { given, bytes, headers } of pictures) {
      expect((await fileTypeFromBuffer(bytes))?.mime, given.name).toBe(typeOf(headers));
      const { exif, xmp, iptc, icc, comments, orientation, width, height } = await sharp(bytes).metadata();
      expect({ exif, xmp, iptc, icc, comments, orientation }, given.name).toEqual({});
      expect(width * height).toBeLessThanOrEqual(2_048 * 2_048);
      for (const word of [MARK, "<script", "<svg", "Exif", "GPS", "PK\x03\x04", "%PDF", "<?php"])
        expect(bytes.includes(word), `${word} in ${given.name}`).toBe(false);
    }
  });

  it("are shown in place only where we drew them: pages, archives and programs are not kept at all", () => {
    const names = Object.keys(refused);
    for (const { name } of all.filter(({ name }) =>
      /^(page\d|program|script\d|bomb|large|nothing|utf16)|svgz?$/.test(name),
    ))
      expect(name === "pdf.svg" || names.includes(name), name).toBe(true);
    expect(refused).toMatchObject({
      "nothing.png": "empty",
      "large.bin": "too-large",
      "huge0.png": "broken",
      "bomb.docx": "not-taken",
      "begins0.heic": "heic",
    });
  });

  it("have names that are only names", () => {
    const named = served.filter(({ given }) =>
      isPicture(typeOf(served.find((one) => one.given === given)!.headers)),
    );
    for (const { given, headers } of named) {
      const how = headers.get("content-disposition")!;
      expect(how, given.name).toMatch(
        /^inline(; filename="[\w. -]{1,90}"; filename\*=UTF-8''[\w.!~%-]+\.webp)?$/,
      );
      expect(decodeURIComponent(how), given.name).not.toMatch(/[/\\<>\u202e\u200b\0\r\n]|\.exe|\.html/);
    }
  });

  it("stand sealed in the store", () => {
    for (const { given, bytes, sealed } of served) {
      expect(sealed.length).toBeGreaterThan(bytes.length);
      expect(sealed.includes(MARK), given.name).toBe(false);
      expect(sealed.includes(bytes.subarray(0, 32)), given.name).toBe(false);
    }
  });
});
