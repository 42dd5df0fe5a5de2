import { describe, expect, it } from "vitest";
import { MINUTE, SECOND } from "#app/clock.ts";
import { loadAccount, loadHeardAccount } from "#app/channels/accounts.ts";
import type { Channel } from "#app/channels/channel.ts";
import { disconnectAccount } from "#app/channels/disconnect-account.ts";
import { adapterOf } from "#app/channels/shelf.ts";
import { sayDelivery } from "#app/components/delivery-words.ts";
import type { ConsentPurpose } from "#app/consent/purposes.ts";
import { standing } from "#app/consent/ledger.ts";
import type { MessageState } from "#app/conversations/message.ts";
import { type Draft, sendMessage } from "#app/conversations/send-message.ts";
import { prisma } from "#app/db.server.ts";
import { LARGEST_FILE, SAY_REFUSAL } from "#app/files/file-kinds.ts";
import type { Message } from "#app/generated/prisma/client.ts";
import { type App, look, settled } from "#tests/app.ts";
import { picture } from "#tests/channels/picture.ts";
import { type FaultOrder, town } from "#tests/town.ts";

/** One app, a shop with every channel, and a second shop beside it. */
export interface Scene {
  app: App;
  shopId: string;
  other: { shopId: string; domain: string };
}

export interface Attached {
  contentType: string;
  base64: string;
}

export interface Told {
  /** What the app's door answered. */
  status: number | null;
  /** Why a file was not taken, where the door itself says so. */
  refused?: string;
}

/** How one provider and the people at its other end are played. */
export interface Wire {
  name: string;
  channel: Channel;
  /** False where we fetch it ourselves: then nobody can come to our door in another's name. */
  isKnocking?: boolean;
  /** Whether our own word confirms HELP, STOP and START there, or the carrier's; left out where none is needed. */
  confirms?: boolean;
  /** False while files that come with its messages are named and not fetched. */
  takesFiles?: boolean;
  /** The provider tells what was said by it, when it is asked. */
  keepsLog?: boolean;
  connect(scene: Scene): Promise<void>;
  /** Somebody who has never written. */
  person(): Promise<string>;
  /** Under which address the thread knows them. */
  addressOf(person: string): string;
  write(
    person: string,
    text: string,
    how?: { media?: Attached[]; repeats?: number; forged?: boolean },
  ): Promise<Told>;
  /** What has arrived at theirs, from the shop. */
  sees(person: string): Promise<string[]>;
  /** From now on nothing can reach them; what a draft needs for that, where the provider is our own. */
  shut(person: string): Promise<Partial<Draft>>;
  /** The provider takes a message, and its answer never comes; null where the thread itself is the channel. */
  lose: ((person: string) => FaultOrder) | null;
  /** What is known of such a message once the provider has been asked. */
  settlesAs: MessageState;
  /** Tells once more what was true of this message before; null where a provider tells nothing of a message. */
  tellOld: ((message: Message) => Promise<number>) | null;
  /** The provider, with our right, tells of an account that is another shop's. */
  stray(text: string): Promise<number>;
  /** Rightly signed, and nothing that we read. */
  foreign(): Promise<number>;
}

/** The behaviours that every adapter of the shelf has, and the storefront chat, through the doors. */
export function channelContract(wire: Wire, sceneOf: () => Scene): void {
  const { channel } = wire;
  const inOurs = <T>(read: Parameters<typeof look<T>>[1]) => look(sceneOf().shopId, read);
  const saying = (shopId: string, body: string) =>
    look(shopId, ({ tx }) => tx.message.findMany({ where: { body }, include: { files: true } }));
  const known = (body: string) => saying(sceneOf().shopId, body);
  const words = (what: string) => `${wire.name}: ${what}`;

  const ourWords = (person: string) =>
    inOurs(({ tx }) =>
      tx.message.findMany({ where: { channel, address: wire.addressOf(person), direction: "out" } }),
    );

  /** Somebody has written; what the shop then says to them. */
  async function acquaintance() {
    const person = await wire.person();
    const hello = words(`hello ${person}`);
    await wire.write(person, hello);
    await settled();
    const [{ conversationId } = { conversationId: "" }] = await known(hello);
    const reply = async (text: string, more: Partial<Draft> = {}) => {
      const draft = { conversationId, author: { kind: "staff" as const, id: "ada" }, text, channel };
      await inOurs((shop) => sendMessage(shop, { ...draft, intent: `contract:${text}`, ...more }));
      await settled();
      return (await known(text))[0]!;
    };
    return { person, reply };
  }

  describe(wire.name, () => {
    it.skipIf(wire.isKnocking === false)("takes nothing in that somebody else signed", async () => {
      const person = await wire.person();
      const before = await prisma.receipt.count();
      const { status } = await wire.write(person, words("not them"), { forged: true });
      expect([401, 403]).toContain(status);
      expect(await prisma.receipt.count()).toBe(before);
      expect(await known(words("not them"))).toEqual([]);
    });

    it("makes one message of what comes three times, in the thread of whoever wrote it", async () => {
      const person = await wire.person();
      const told = await wire.write(person, words("thrice"), { repeats: 2 });
      await settled();
      expect(told.status).toBe(200);
      const messages = await known(words("thrice"));
      expect(messages).toMatchObject([{ direction: "in", channel, address: wire.addressOf(person) }]);
    });

    it.skipIf(wire.takesFiles === false)(
      "keeps a picture drawn anew, and says why another file is none, with its words in the thread",
      async () => {
        const person = await wire.person();
        const send = async (what: string, base64: string) => {
          const { refused } = await wire.write(person, words(what), {
            media: [{ contentType: "image/png", base64 }],
          });
          await settled();
          const [message] = await known(words(what));
          const [file] = message?.files ?? [];
          return {
            is: file?.state,
            as: file?.contentType,
            because: refused ?? SAY_REFUSAL[file?.reason as "broken"],
          };
        };
        expect(await send("picture", await picture())).toMatchObject({ is: "kept", as: "image/webp" });
        expect((await send("hostile", HOSTILE)).because).toBe(SAY_REFUSAL["not-taken"]);
        expect((await send("too large", TOO_LARGE())).because).toBe(SAY_REFUSAL["too-large"]);
        for (const what of ["picture", "hostile", "too large"])
          expect(await known(words(what))).toHaveLength(1);
      },
    );

    it("carries a reply, once", async () => {
      const { person, reply } = await acquaintance();
      const text = words("a reply");
      expect(["sent", "delivered"]).toContain((await reply(text)).state);
      expect((await wire.sees(person)).filter((seen) => seen.includes(text))).toHaveLength(1);
    });

    it("tells a failure as a value, with words for staff and a reason", async () => {
      const { person, reply } = await acquaintance();
      const more = await wire.shut(person);
      const message = await reply(words("into the void"), more);
      await town.faults.clear();
      const { state, reason } = message;
      expect(["failed", "suppressed", "expired"]).toContain(state);
      expect(reason).not.toBeNull();
      const { why } = sayDelivery(channel, state as MessageState, reason);
      expect(why).toMatch(/\w{3,}.*\./);
      expect(why).not.toContain(reason);
    });

    it.skipIf(!wire.lose)(
      "asks what became of a message whose answer never came, and sends it once",
      async () => {
        const { person, reply } = await acquaintance();
        await town.faults.add({ ...wire.lose!(person), times: 1 });
        const text = words("lost answer");
        await reply(text);
        for (let minutes = 0; minutes < 3; minutes++) {
          await town.clock.advance(MINUTE);
          await settled();
        }
        await town.faults.clear();
        const [{ state, reason } = { state: "", reason: "" }] = await known(text);
        expect(state).toBe(wire.settlesAs);
        if (state === "unknown")
          expect(sayDelivery(channel, state, reason).why).toContain(
            "Ask the shopper before sending it again",
          );
        expect((await wire.sees(person)).filter((seen) => seen.includes(text))).toHaveLength(1);
      },
    );

    it.skipIf(!wire.keepsLog)(
      "reads back what both sides have said since a moment, and no more",
      async () => {
        const { person, reply } = await acquaintance();
        await town.clock.advance(MINUTE);
        const since = await town.clock.now();
        // Some logs know whole seconds alone.
        await town.clock.advance(SECOND);
        const [theirs, ours] = [words("since then"), words("answered since")];
        await wire.write(person, theirs);
        await settled();
        const { accountId, externalId, address } = await reply(ours);
        const account = (await inOurs((shop) => loadAccount(shop, accountId!)))!;
        const log = await adapterOf(account).logSince!(account, since);
        const said = log.as === "asked" ? log.said.filter((one) => one.address === address) : [];
        expect(said).toEqual(
          expect.arrayContaining([
            expect.objectContaining({ by: "shopper", text: theirs }),
            expect.objectContaining({ by: "shop", text: ours, externalId, state: "delivered" }),
          ]),
        );
        expect(said.map(({ text }) => text)).not.toContain(words(`hello ${person}`));
      },
    );

    it.skipIf(!wire.tellOld)("does not go back on what it knows, when old news come late", async () => {
      const { reply } = await acquaintance();
      const { state, readAt, ...message } = await reply(words("old news"));
      expect(await wire.tellOld!({ ...message, state, readAt })).toBe(200);
      await settled();
      expect((await known(words("old news")))[0]).toMatchObject({ state, readAt });
    });

    it("opens no account of another shop's", async () => {
      const { other } = sceneOf();
      const status = await wire.stray(words("astray"));
      await settled();
      expect(await known(words("astray"))).toEqual([]);
      const theirs = await saying(other.shopId, words("astray"));
      expect({ status, theirs: theirs.length }).toEqual(
        status === 200 ? { status, theirs: 1 } : { status: expect.toSatisfy(isRefusal), theirs: 0 },
      );
    });

    it("parks or lets go what is no message, in sight, and writes nothing", async () => {
      const before = await inOurs(({ tx }) => tx.message.count());
      const kept = await prisma.receipt.findMany({ select: { key: true } });
      const status = await wire.foreign();
      await settled();
      expect(await inOurs(({ tx }) => tx.message.count())).toBe(before);
      if (status !== 200) return void expect(status).toSatisfy(isRefusal);
      const fresh = await prisma.receipt.findMany({ where: { key: { notIn: kept.map(({ key }) => key) } } });
      expect(fresh).toHaveLength(1);
      expect(Boolean(fresh[0]!.readAt) !== Boolean(fresh[0]!.parkedFor)).toBe(true);
    });

    it.skipIf(wire.confirms === undefined)(
      "confirms HELP, STOP and START once, takes no YES that it did not ask for, and opens no marketing by START",
      async () => {
        const { person } = await acquaintance();
        const address = wire.addressOf(person);
        const stands = (purpose: ConsentPurpose) =>
          inOurs((shop) => standing(shop, { channel, address, purpose }));
        /** How much of ours has come back to them for this word. */
        const answersTo = async (word: string) => {
          const before = (await ourWords(person)).length;
          await wire.write(person, word);
          await settled();
          return (await ourWords(person)).length - before;
        };
        const once = wire.confirms ? 1 : 0;
        expect(await answersTo("HELP")).toBe(once);
        expect(await answersTo("YES")).toBe(0);
        expect(await stands("marketing")).toBeNull();
        expect(await answersTo("STOP")).toBe(once);
        expect(await answersTo("STOP")).toBe(0);
        expect([await stands("marketing"), await stands("updates")]).toEqual(["revoked", "revoked"]);
        // WhatsApp tells seconds, and of one second the no stands.
        await town.clock.advance(2 * SECOND);
        expect(await answersTo("START")).toBe(once);
        expect([await stands("marketing"), await stands("updates")]).toEqual(["revoked", "granted"]);
      },
    );

    it("hears STOP, and carries no more advertising to them", async () => {
      const { person, reply } = await acquaintance();
      await wire.write(person, "STOP");
      await settled();
      const address = wire.addressOf(person);
      expect(await inOurs((shop) => standing(shop, { channel, address, purpose: "marketing" }))).toBe(
        "revoked",
      );
      if (channel === "chat") return;
      const offer = await reply(words("an offer"), { purpose: "marketing" });
      expect(offer).toMatchObject({ state: "suppressed", reason: "opted-out" });
      expect(await wire.sees(person)).not.toContain(words("an offer"));
    });

    it.skipIf(channel === "chat" || wire.isKnocking === false)(
      "hears STOP for a while after it was disconnected, answers nothing, and knows a forged word yet",
      async () => {
        const { person } = await acquaintance();
        const [{ accountId } = { accountId: null }] = await known(words(`hello ${person}`));
        await inOurs((shop) => disconnectAccount(shop, accountId!));
        // A door knows an account by heart for a minute.
        await town.clock.advance(MINUTE + SECOND);
        const answers = (await ourWords(person)).length;
        const { status } = await wire.write(person, words("nobody"), { forged: true });
        expect([401, 403]).toContain(status);
        await wire.write(person, words("is anybody there"));
        await wire.write(person, "STOP");
        await settled();
        const address = wire.addressOf(person);
        expect(await inOurs((shop) => standing(shop, { channel, address, purpose: "marketing" }))).toBe(
          "revoked",
        );
        expect(await known(words("is anybody there"))).toHaveLength(1);
        expect(await ourWords(person)).toHaveLength(answers);
        expect(await inOurs((shop) => loadAccount(shop, accountId!))).toBeNull();
        expect(await inOurs((shop) => loadHeardAccount(shop, accountId!))).toMatchObject({
          isConnected: false,
        });
      },
    );
  });
}

const isRefusal = (status: number) => status >= 400 && status < 500;

/** Says that it is a picture, and is a page. */
const HOSTILE = Buffer.from("<svg onload=alert(1)>").toString("base64");

/** Begins as a PNG does. */
const TOO_LARGE = () =>
  Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(LARGEST_FILE)]).toString("base64");
