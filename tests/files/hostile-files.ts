import { crc32, deflateSync, gzipSync } from "node:zlib";
import JSZip from "jszip";
import sharp from "sharp";

/** A word that must stand in nothing that is kept of a picture. */
export const MARK = "cockatoo-4711";

export interface Hostile {
  name: string;
  bytes: Buffer;
}

/** Over two hundred files that somebody could mean harm with, made anew by their recipes. */
export async function hostileFiles(): Promise<Hostile[]> {
  const pictures = await plainPictures();
  return [
    ...behindPictures(pictures),
    ...(await withMetadata()),
    ...pages(),
    ...pagesThatBeginLikePictures(),
    ...hugePictures(),
    ...cutPictures(pictures),
    ...(await bombs()),
    ...programs(),
    ...documents(),
    ...namedBadly(pictures[0]!.bytes),
  ];
}

const SCRIPT = `<script>alert("${MARK}")</script>`;

async function plainPictures(): Promise<Hostile[]> {
  const red = sharp({ create: { width: 64, height: 48, channels: 3, background: "#c33" } });
  const noise = sharp({
    create: {
      width: 64,
      height: 48,
      channels: 3,
      background: "#888",
      noise: { type: "gaussian", mean: 128, sigma: 40 },
    },
  });
  return [
    { name: "a.png", bytes: await noise.clone().png().toBuffer() },
    { name: "a.jpg", bytes: await noise.clone().jpeg().toBuffer() },
    { name: "a.webp", bytes: await noise.clone().webp().toBuffer() },
    { name: "a.gif", bytes: await red.clone().gif().toBuffer() },
  ];
}

/** A whole picture with something else behind it. */
function behindPictures(pictures: Hostile[]): Hostile[] {
  const behind = [
    SCRIPT,
    `<!doctype html><body onload='alert("${MARK}")'>`,
    `<svg xmlns="http://www.w3.org/2000/svg" onload="${MARK}()"/>`,
    `<?php system("${MARK}"); ?>`,
    `%PDF-1.7\n1 0 obj<</JS(${MARK})>>endobj`,
    `PK\x03\x04${MARK}`,
    `\n*/=1;alert("${MARK}")//`,
  ];
  return pictures.flatMap(({ name, bytes }) =>
    behind.map((text, n) => ({ name: `${n}-${name}`, bytes: Buffer.concat([bytes, Buffer.from(text)]) })),
  );
}

/** Where the phone stood, who held it, and scripts for viewers that show such things. */
async function withMetadata(): Promise<Hostile[]> {
  const exif = {
    IFD0: { Artist: MARK, ImageDescription: SCRIPT, Copyright: MARK },
    IFD3: {
      GPSLatitudeRef: "N",
      GPSLatitude: "52/1 30/1 0/1",
      GPSLongitudeRef: "E",
      GPSLongitude: "13/1 24/1 0/1",
    },
  };
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>${MARK}${SCRIPT}</rdf:RDF></x:xmpmeta>`;
  const base = () =>
    sharp({ create: { width: 40, height: 30, channels: 3, background: "#3c3" } })
      .withExif(exif)
      .withXmp(xmp)
      .withIccProfile("p3");
  const png = await base().png().toBuffer();
  const jpeg = await base().jpeg().toBuffer();
  const gif = await base().gif().toBuffer();
  const comment = Buffer.from(SCRIPT);
  return [
    { name: "gps.jpg", bytes: jpeg },
    { name: "gps.png", bytes: png },
    { name: "gps.webp", bytes: await base().webp().toBuffer() },
    { name: "gps.avif", bytes: await base().avif().toBuffer() },
    {
      name: "turned.jpg",
      bytes: await base().withMetadata({ orientation: 6 }).withExif(exif).jpeg().toBuffer(),
    },
    ...["tEXt", "iTXt", "zTXt"].map((kind) => ({
      name: `${kind}.png`,
      bytes: withChunk(png, kind, Buffer.from(`Comment\0${SCRIPT}`)),
    })),
    { name: "comment.jpg", bytes: withSegment(jpeg, 0xfe, comment) },
    { name: "app13.jpg", bytes: withSegment(jpeg, 0xed, Buffer.from(`Photoshop 3.0\0${MARK}`)) },
    {
      name: "comment.gif",
      bytes: Buffer.concat([
        gif.subarray(0, -1),
        Buffer.of(0x21, 0xfe, comment.length),
        comment,
        Buffer.of(0, 0x3b),
      ]),
    },
  ];
}

function withChunk(png: Buffer, kind: string, data: Buffer): Buffer {
  // After the signature and IHDR: 8 + 25 bytes.
  return Buffer.concat([png.subarray(0, 33), chunk(kind, data), png.subarray(33)]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function withSegment(jpeg: Buffer, marker: number, data: Buffer): Buffer {
  const head = Buffer.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff);
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)]);
}

/** What a browser would run, by every name that a picture could have. */
function pages(): Hostile[] {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`;
  const texts = [
    svg,
    `<?xml version="1.0"?>${svg}`,
    `\ufeff${svg}`,
    `   \n\n${svg}`,
    `<!-- PNG -->${svg}`,
    `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>`,
    `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`,
    `<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><iframe src="javascript:alert(1)"/></foreignObject></svg>`,
    `<svg xmlns="http://www.w3.org/2000/svg"><image href="https://169.254.169.254/"/></svg>`,
    SCRIPT,
    `<!doctype html><title>x</title>${SCRIPT}`,
    `<html xmlns="http://www.w3.org/1999/xhtml"><body onload="alert(1)"/></html>`,
    `MIME-Version: 1.0\nContent-Type: text/html\n\n${SCRIPT}`,
    `<?xml-stylesheet href="data:text/xsl,x"?><x/>`,
    `alert("${MARK}")`,
    `{"a":"${MARK}"}`,
  ];
  const endings = ["png", "jpg", "svg", "gif"];
  const plain = texts.flatMap((text, n) =>
    endings
      .slice(0, n < 8 ? 4 : 2)
      .map((ending) => ({ name: `page${n}.${ending}`, bytes: Buffer.from(text) })),
  );
  return [
    ...plain,
    { name: "utf16.svg", bytes: Buffer.from(`\ufeff${svg}`, "utf16le") },
    { name: "a.svgz", bytes: gzipSync(svg) },
  ];
}

function pagesThatBeginLikePictures(): Hostile[] {
  const beginnings: [string, Buffer][] = [
    ["png", Buffer.from("89504e470d0a1a0a", "hex")],
    ["jpg", Buffer.from("ffd8ffe000104a464946000101", "hex")],
    ["gif", Buffer.from("GIF89a/*")],
    ["webp", Buffer.from("RIFF\xff\xff\0\0WEBPVP8 ", "latin1")],
    ["avif", Buffer.from("\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", "latin1")],
    ["heic", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1")],
    ["bmp", Buffer.from("BM=1;/*")],
    ["ico", Buffer.from("0000010001001010", "hex")],
    ["tif", Buffer.from("49492a0008000000", "hex")],
    ["psd", Buffer.from("8BPS\0\x01")],
  ];
  return beginnings.flatMap(([ending, bytes]) =>
    [SCRIPT, `*/=1;alert("${MARK}")`].map((text, n) => ({
      name: `begins${n}.${ending}`,
      bytes: Buffer.concat([bytes, Buffer.from(text)]),
    })),
  );
}

/** A few hundred bytes that ask for gigabytes of pixels. */
function hugePictures(): Hostile[] {
  const sizes: [number, number][] = [
    [65_535, 65_535],
    [100_000, 100_000],
    [2_000_000_000, 1],
    [1, 2_000_000_000],
    [30_000, 30_000],
    [0, 0],
  ];
  return sizes.flatMap(([width, height], n) => [
    { name: `huge${n}.png`, bytes: hugePng(width, height) },
    { name: `huge${n}.gif`, bytes: hugeGif(width & 0xffff, height & 0xffff, 1) },
    { name: `frames${n}.gif`, bytes: hugeGif((width & 0xfff) + 1, (height & 0xfff) + 1, 600) },
    { name: `huge${n}.jpg`, bytes: hugeJpeg(width & 0xffff, height & 0xffff) },
  ]);
}

function hugePng(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width >>> 0, 0);
  head.writeUInt32BE(height >>> 0, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  const data = deflateSync(Buffer.alloc(3_000_000));
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

function hugeGif(width: number, height: number, frames: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16LE(width, 0);
  size.writeUInt16LE(height, 2);
  const frame = Buffer.concat([
    Buffer.from("21f90400010000002c00000000", "hex"),
    size,
    Buffer.from("00020244010000", "hex"),
  ]);
  return Buffer.concat([
    Buffer.from("GIF89a"),
    size,
    Buffer.from("800000ff0000000000", "hex"),
    ...Array.from({ length: frames }, () => frame),
    Buffer.of(0x3b),
  ]);
}

function hugeJpeg(width: number, height: number): Buffer {
  const frame = Buffer.from("ffc0000b08000000000101110000", "hex");
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([
    Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex"),
    frame,
    Buffer.from("ffda0008010100003f00ffd9", "hex"),
  ]);
}

function cutPictures(pictures: Hostile[]): Hostile[] {
  return pictures.flatMap(({ name, bytes }) =>
    [4, 12, 20, 33, 60, 0.3, 0.5, 0.7, 0.9].map((at) => {
      const length = at < 1 ? Math.floor(bytes.length * at) : at;
      return { name: `cut${length}-${name}`, bytes: bytes.subarray(0, length) };
    }),
  );
}

async function bombs(): Promise<Hostile[]> {
  const zeros = Buffer.alloc(20_000_000);
  const one = new JSZip().file("zeros", zeros).file("note.txt", MARK);
  const zipped = await one.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
  const nested = new JSZip();
  for (let n = 0; n < 16; n++) nested.file(`${n}.zip`, zipped);
  const bomb = await nested.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
  const word = new JSZip()
    .file("[Content_Types].xml", Buffer.alloc(20_000_000, " "))
    .file("word/document.xml", `<w>${MARK}</w>`);
  const docx = await word.generateAsync({ type: "nodebuffer", compression: "DEFLATE" });
  const zips = ["zip", "docx", "xlsx", "jar", "apk", "epub", "png", "pdf"].map((ending) => ({
    name: `bomb.${ending}`,
    bytes: ending.endsWith("x") ? docx : bomb,
  }));
  return [
    ...zips,
    { name: "bomb.gz", bytes: gzipSync(zeros) },
    { name: "bomb.tar.gz", bytes: gzipSync(gzipSync(zeros)) },
    { name: "large.bin", bytes: Buffer.alloc(10_000_001, 1) },
    {
      name: "large.png",
      bytes: Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(10_000_000)]),
    },
    { name: "nothing.png", bytes: Buffer.alloc(0) },
  ];
}

function programs(): Hostile[] {
  const beginnings = [
    "7f454c4602010100",
    "4d5a9000",
    "cffaedfe",
    "0061736d01000000",
    "cafebabe00000034",
    "4c00000001140200",
    "d0cf11e0a1b11ae1",
    "465753",
    "526172211a0700",
    "377abcaf271c",
  ];
  const binaries = beginnings.map((hex, n) => ({
    name: `program${n}.png`,
    bytes: Buffer.concat([Buffer.from(hex, "hex"), Buffer.alloc(600), Buffer.from(MARK)]),
  }));
  const scripts = [
    "#!/bin/sh\nrm -rf ~",
    "@echo off\r\ndel *",
    "[InternetShortcut]\nURL=javascript:alert(1)",
    'Set x=CreateObject("WScript.Shell")',
  ];
  return [...binaries, ...scripts.map((text, n) => ({ name: `script${n}.jpg`, bytes: Buffer.from(text) }))];
}

/** Kinds that are kept as they are: what they carry must never be shown in place. */
function documents(): Hostile[] {
  const pdf = `%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert("${MARK}"))>>>>endobj\n%%EOF`;
  return [
    { name: "script.pdf", bytes: Buffer.from(pdf) },
    { name: "page.pdf.html", bytes: Buffer.from(`%PDF-1.7\n${SCRIPT}`) },
    {
      name: "pdf.svg",
      bytes: Buffer.from(`%PDF-1.7\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`),
    },
    { name: "zip.pdf", bytes: Buffer.from(`%PDF-1.7\nPK\x03\x04${MARK}`) },
    { name: "ada.vcf", bytes: Buffer.from(`BEGIN:VCARD\nVERSION:4.0\nFN:${SCRIPT}\nEND:VCARD\n`) },
    { name: "day.ics", bytes: Buffer.from(`BEGIN:VCALENDAR\nSUMMARY:${SCRIPT}\nEND:VCALENDAR\n`) },
    { name: "song.mp3", bytes: Buffer.concat([Buffer.from("ID3\x04\0\0\0\0\0\x0a"), Buffer.from(SCRIPT)]) },
    { name: "film.mp4", bytes: Buffer.from(`\0\0\0\x18ftypisom\0\0\0\0isomiso2${SCRIPT}`, "latin1") },
  ];
}

function namedBadly(bytes: Buffer): Hostile[] {
  const names = [
    "../../etc/passwd",
    "..\\..\\boot.ini",
    "/absolute/path.png",
    "C:\\Windows\\system32\\a.png",
    "invoice.pdf.exe",
    "gnp.\u202Eexe.png",
    "a\0.html",
    "a\r\nSet-Cookie: x=1.png",
    'a"; filename="b.html',
    "<img src=x onerror=alert(1)>.png",
    ".htaccess",
    "....",
    " ",
    "a".repeat(5_000),
    "%2e%2e%2f.png",
    "CON",
    "\ud800.png",
    "\u200b\u200b.png",
    "名前.png",
    "'; drop table File; --.png",
  ];
  return names.map((name) => ({ name, bytes }));
}
