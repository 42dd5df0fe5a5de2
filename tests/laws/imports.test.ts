import { expect, it } from "vitest";
import { areaOf, importsOf, type Source, sourcesBelow, targetOf } from "./source.ts";

/** From top to bottom; areas in one row go from left to right. */
const ORDER = [
  ["routes"],
  ["wiring"],
  ["preferences", "track", "chat"],
  ["components"],
  ["privacy"],
  ["desk"],
  ["staffing", "insights"],
  ["automations"],
  ["quality"],
  ["answers"],
  ["knowledge"],
  ["returns", "bookings", "carts", "orders", "catalog"],
  ["guides"],
  ["conversations"],
  ["consent"],
  ["customers"],
  ["shop"],
  ["channels"],
  ["files", "words"],
  ["shopify"],
  ["letterbox"],
  ["realtime"],
  ["jobs"],
  ["understanding"],
  ["ground"],
].flat();

const sources = sourcesBelow("app");

it("imports go down the house, never up and never sideways", () => {
  expect(climbing(sources)).toEqual([]);
  expect(
    climbing([{ path: "app/consent/a.ts", text: 'import { b } from "#app/conversations/b.ts";' }]),
  ).toHaveLength(1);
  expect(climbing([{ path: "app/jobs/a.ts", text: 'import { b } from "../orders/b.ts";' }])).toHaveLength(1);
});

it("every folder of app/ has its place in the house", () => {
  expect(
    [...new Set(sources.map(({ path }) => areaOf(path)))].filter((area) => !ORDER.includes(area)),
  ).toEqual([]);
});

it("components import pure files and types only", () => {
  expect(impureComponents(sources)).toEqual([]);
  const planted = { path: "app/components/a.tsx", text: 'import { inShop } from "#app/db.server.ts";' };
  expect(impureComponents([planted])).toHaveLength(1);
});

it("each package is known in one place only", () => {
  expect(strayPackages(sources)).toEqual([]);
  const planted = [
    { path: "app/orders/a.ts", text: 'import { json } from "@remix-run/node";' },
    { path: "app/routes/a.tsx", text: 'import { Card } from "@shopify/polaris";' },
    { path: "app/conversations/a.ts", text: 'import twilio from "twilio";' },
    { path: "app/orders/b.ts", text: 'import { request } from "graphql-request";' },
  ];
  expect(strayPackages(planted)).toHaveLength(4);
});

it("the product does not know the sandbox, nor the sandbox the product", () => {
  const crossing = (all: Source[], into: string) =>
    all.flatMap((source) =>
      importsOf(source)
        .filter(({ from }) => from.includes(into))
        .map(() => source.path),
    );
  expect(crossing(sources, "sandbox")).toEqual([]);
  expect(crossing(sourcesBelow("sandbox"), "#app/")).toEqual([]);
});

it("no file is called utils, helpers, service, manager, common or misc, and none is a barrel", () => {
  const names = [...sources, ...sourcesBelow("sandbox"), ...sourcesBelow("tools")].map(({ path }) => path);
  expect(
    names.filter((path) => /\/(utils?|helpers?|services?|managers?|common|misc)(\/|\.)/.test(path)),
  ).toEqual([]);
  expect(names.filter((path) => /\/index\.tsx?$/.test(path) && !path.includes("/routes/"))).toEqual([]);
});

it("no file of the product has more than 300 lines", () => {
  expect(sources.filter(({ text }) => text.split("\n").length > 301).map(({ path }) => path)).toEqual([]);
});

function climbing(all: Source[]): string[] {
  return all.flatMap((source) =>
    importsOf(source).flatMap(({ from }) => {
      const target = targetOf(source, from);
      if (!target?.startsWith("app/")) return [];
      const [here, there] = [areaOf(source.path), areaOf(target)];
      return here === there || ORDER.indexOf(there) > ORDER.indexOf(here)
        ? []
        : [`${source.path} → ${target}`];
    }),
  );
}

function impureComponents(all: Source[]): string[] {
  return all
    .filter(({ path }) => areaOf(path) === "components")
    .flatMap((source) =>
      importsOf(source)
        .filter(({ from, isType }) => !isType && /\.server\.ts$|^node:|generated/.test(from))
        .map(({ from }) => `${source.path} → ${from}`),
    );
}

const PACKAGES: [package_: RegExp, mayKnow: RegExp][] = [
  [/^@remix-run\//, /^app\/(routes|components)\/|^app\/(root|entry)/],
  [
    /^@shopify\/(shopify-app-remix\/server|shopify-app-remix\/adapters|shopify-api|shopify-app-session-storage)/,
    /^app\/(shopify|routes)\//,
  ],
  [/^@shopify\/(polaris|app-bridge-react|shopify-app-remix\/react)/, /^app\/components\//],
  [/^twilio$/, /^app\/channels\/twilio\.server\.ts$/],
  [/^nodemailer$/, /^app\/channels\/mail\/(open-transport\.server|mail-of)\.ts$/],
  [/^(imapflow|mailparser|mailauth|sanitize-html|email-reply-parser)$/, /^app\/channels\/mail\//],
  [/^graphql-request$|^graphql$/, /^app\/shopify\//],
  [/^graphile-worker$/, /^app\/(jobs|database)\//],
  [/^pg$/, /^app\/(database\/|realtime\/|letterbox\/|jobs\/|db\.server|sql\.)/],
  [/^sharp$|^file-type$|^@aws-sdk\//, /^app\/files\//],
];

function strayPackages(all: Source[]): string[] {
  return all.flatMap((source) =>
    importsOf(source).flatMap(({ from }) =>
      PACKAGES.filter(([name, mayKnow]) => name.test(from) && !mayKnow.test(source.path)).map(
        () => `${source.path} → ${from}`,
      ),
    ),
  );
}
