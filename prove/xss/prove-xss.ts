import { randomUUID } from "node:crypto";
import type { Browser } from "playwright-core";
import { replyAsStaff } from "#app/conversations/reply-as-staff.ts";
import { inShop } from "#app/db.server.ts";
import { openPage, settled } from "#tests/app.ts";
import { control, town } from "#tests/town.ts";
import { launchChromium } from "#tools/chromium.ts";
import { randomOf } from "#tools/random-of.ts";
import { type Asked, boundOf, type Outcome } from "../proof.ts";
import { findFaded, findFormulas, findHeaders } from "./judge-text.ts";
import { type Payload, payloads, plainest } from "./payloads.ts";
import { voices } from "./speak.ts";
import { askForOrders, tellFacts } from "./tell-facts.ts";
import { pagesThatNameTheShop, type Scenery, type Seen, sentMails, viewsOf } from "./views.ts";
import { openWitness, type Sighting, type Witness } from "./witness.ts";
import { openXssShop, type XssShop } from "./xss-shop.ts";

/** Said in each place, where the whole corpus would take too long; a planted bug is a door that stands wide open. */
const FEW = 16;
const FEWER = 6;
/** The browser has so long at least, however long the saying took. */
const SOME_LOOKS_MS = 15_000;

/**
 * H8: whatever strangers write, in whatever place, is text to everybody who sees it. Every payload of the corpus goes
 * in by every channel; every view that shows any of it is opened in a real browser, as it is served and with its
 * Content-Security-Policy put aside.
 */
export async function proveXss(asked: Asked): Promise<Outcome> {
  const shop = await openXssShop(asked);
  const browser = await launchChromium();
  try {
    const scene: Scene = {
      asked,
      shop,
      random: randomOf(asked.seed),
      all: payloads(),
      said: new Map(),
      trials: 0,
    };
    const writers = await speakAll(scene);
    asked.tell(`${scene.trials} words and names said`);
    const buyers = await tellAll(scene);
    asked.tell("facts told");
    await answerMails(scene);
    asked.tell(`${scene.trials} in all, with what Shopify and others tell`);
    const endAt = Math.max(asked.endAt, performance.now() + SOME_LOOKS_MS);
    const looked = await lookEverywhere(scene, browser, { shop, buyers, writers, endAt });
    return judge(scene, looked);
  } finally {
    await browser.close();
  }
}

interface Scene {
  asked: Asked;
  shop: XssShop;
  random: () => number;
  all: Payload[];
  /** What was said as a text, by the name of its voice. */
  said: Map<string, Payload[]>;
  trials: number;
}

/** Returns how many people spoke. */
async function speakAll(scene: Scene): Promise<number> {
  let person = 0;
  const turns = voices.map((voice) => {
    const said = choose(scene, voice.inThread === 1 ? 1 / 6 : 1);
    if (voice.isText) scene.said.set(voice.name, said);
    scene.trials += said.length;
    const parts = Array.from({ length: Math.ceil(said.length / voice.inThread) }, (_, part) => ({
      part: said.slice(part * voice.inThread, (part + 1) * voice.inThread),
      person: ++person,
    }));
    return async () => {
      for (const { part, person: who } of parts) await voice.say(scene.shop, part, who);
    };
  });
  await Promise.all(turns.map((speak) => speak()));
  await settled();
  return person;
}

/** Another part of the corpus each time, so that a quick run tries most of it somewhere. */
function choose({ asked, all, random }: Scene, share: number): Payload[] {
  const most = asked.n ?? (asked.bug ? FEWER : asked.isQuick ? FEW : all.length);
  const from = Math.floor(random() * all.length);
  const count = Math.min(Math.ceil(most * share), all.length);
  const chosen = Array.from({ length: count }, (_, step) => all[(from + step * STRIDE) % all.length]!);
  return [...new Set([...plainest(all), ...chosen])].slice(0, count);
}

/** Prime, so that a part of the corpus has something of each of its families. */
const STRIDE = 97;

async function tellAll(scene: Scene): Promise<string[]> {
  const facts = choose(scene, 1);
  scene.trials += await tellFacts(scene.shop, facts);
  const buyers = await askForOrders(scene.shop, facts.slice(0, scene.asked.isQuick ? 2 : 60));
  for (const id of buyers.slice(0, 5))
    await control("POST", `/shops/${town.domain}/customers/${id}/data-request`, {});
  await settled();
  return buyers;
}

/** Staff answer mails: what they write, below the subject that a stranger chose. */
async function answerMails(scene: Scene): Promise<void> {
  const { shopId, staffId } = scene.shop;
  const said = choose(scene, 1);
  scene.trials += said.length;
  await inShop(shopId, async (shop) => {
    const found = await shop.tx.conversation.findMany({ where: { channel: "email" }, select: { id: true } });
    for (const [index, { text }] of said.entries()) {
      const conversationId = found[index % found.length]!.id;
      const reply = { conversationId, staffId, text, clientId: randomUUID(), seenSeq: 1_000_000 };
      await replyAsStaff(shop, { ...reply, anyway: true });
    }
  });
  await settled();
}

interface Looked {
  sightings: Sighting[];
  seen: Seen[];
  /** Views that were not reached in time. */
  left: number;
}

async function lookEverywhere(scene: Scene, browser: Browser, scenery: Scenery): Promise<Looked> {
  const witnesses = await Promise.all([openWitness(browser, "served"), openWitness(browser, "off")]);
  const views = await viewsOf(scenery);
  const seen: Seen[] = [];
  let left = 0;
  const walk = async (witness: Witness) => {
    for (const [index, view] of views.entries()) {
      const isCaught = scene.asked.bug !== null && witness.sightings.length > 0;
      if (isCaught || performance.now() > scenery.endAt) {
        left += views.length - index;
        return;
      }
      const one = await view(witness);
      if (witness.policy === "off") seen.push(one);
    }
  };
  await Promise.all(witnesses.map(walk));
  const csv = await (await openPage(scene.shop.app, "/app/consent-suppressed?purpose=marketing")).text();
  const own = [...findFormulas(csv, scene.all), ...findHeaders(await sentMails(scenery.writers))];
  if (left === 0) own.push(...findFaded(scene.said, seen));
  if (!scene.asked.bug) await nameTheShop(scene, witnesses);
  return { sightings: [...own, ...witnesses.flatMap(({ sightings }) => sightings)], seen, left };
}

/** The merchant's own name for the shop stands on every page that shoppers are sent to. */
async function nameTheShop(scene: Scene, witnesses: Witness[]): Promise<void> {
  for (const { text } of choose(scene, 1).slice(0, scene.asked.isQuick ? 1 : 60)) {
    scene.trials++;
    await control("PATCH", `/shops/${town.domain}/record`, { name: text });
    await settled();
    for (const view of await pagesThatNameTheShop(scene.shop))
      for (const witness of witnesses) await view(witness);
  }
}

function judge(scene: Scene, { sightings, seen, left }: Looked): Outcome {
  const count = (how: Sighting["how"]) => sightings.filter((one) => one.how === how).length;
  const byId = new Map(scene.all.map(({ id, text }) => [id, text]));
  return {
    trials: scene.trials,
    kills: 0,
    violations: sightings.map((one) => ({ what: one.how, ...one, said: byId.get(one.payload ?? 0) })),
    counters: {
      executed: count("executed"),
      loaded: count("loaded"),
      armed: count("armed"),
      faded: count("faded"),
      payloads: scene.all.length,
      views: seen.length,
      ...(left > 0 && { left }),
    },
    history: seen.map(({ view }) => ({ view })),
    bound: boundOf(scene.trials),
  };
}
