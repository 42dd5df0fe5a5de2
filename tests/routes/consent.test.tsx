import { beforeAll, describe, expect, it } from "vitest";
import { DAY, earlier } from "#app/clock.ts";
import { type ConsentFact, readConsent, recordConsent, standing } from "#app/consent/ledger.ts";
import { findPart } from "#app/consent/import-parts.ts";
import { readSuppressions, type SuppressionPage } from "#app/consent/suppressions.ts";
import { writeImport } from "#app/consent/write-import.ts";
import { action as bringList, loader as readReport } from "#app/routes/app.consent-import/route.ts";
import { action as stopList, loader as openLists } from "#app/routes/app.consent.import/route.tsx";
import { loader as takeProof } from "#app/routes/app.consent-proofs.$id/route.ts";
import { loader as exportList } from "#app/routes/app.consent-suppressed/route.ts";
import { action as act, loader as openCentre } from "#app/routes/app.consent._index/route.tsx";
import { loader as openPoint } from "#app/routes/app.consent.$id/route.tsx";
import { action as actOnWords } from "#app/routes/app.consent.join/route.tsx";
import { loader as howAsked, action as writeOwn } from "#app/routes/app.consent.words/route.tsx";
import { callAs, type DeskScene, openDesk, refusal } from "./desk-scene.ts";

let desk: DeskScene;
let next = 0;

beforeAll(async () => {
  desk = await openDesk("consent");
});

const aPhone = () => `+1415555${String(6000 + next++)}`;
const say = (fact: Pick<ConsentFact, "address" | "state"> & Partial<ConsentFact>) =>
  desk.look((shop) =>
    recordConsent(shop, {
      channel: "sms",
      purpose: "marketing",
      source: "keyword",
      evidence: { words: "please <b>stop</b>" },
      at: shop.at,
      ...fact,
    }),
  );
const stands = (address: string) =>
  desk.look((shop) => standing(shop, { channel: "sms", address, purpose: "marketing" }));

const post = async (form: Record<string, string>, as = desk.maya) =>
  act({ ...(await callAs(desk, { as, path: "/app/consent", form })) });

async function find(address: string): Promise<string> {
  const answer = (await post({ form: "find", address })) as Response;
  return answer.headers.get("location")!.split("/").at(-1)!;
}

describe("the consent centre", () => {
  it("finds an address in any spelling, opens its ledger, and notes who looked", async () => {
    const phone = aPhone();
    const words = { text: "I agree to texts.", version: "v1" };
    await say({ address: phone, state: "granted", level: "SINGLE_OPT_IN", shown: words });
    await say({ address: phone, state: "revoked" });
    const id = await find(phone.replace("+1415", "+1 (415) "));
    const { point } = await openPoint(
      await callAs(desk, { as: desk.ben, path: `/app/consent/${id}`, params: { id } }),
    );
    expect(point.entries).toMatchObject([
      { state: "granted", shown: words.text, version: "v1" },
      { state: "revoked", evidence: { words: "please <b>stop</b>" } },
    ]);
    expect(point.stands).toMatchObject([{ purpose: "marketing", state: "revoked" }]);
    const noted = await desk.look(
      (shop) => shop.sql`select 1 from "CustomerAccess" where "staffId" = ${desk.ben.id}
        and "customerId" = ${`consent:${id}`}`,
    );
    expect(noted).toHaveLength(1);
  });

  it("hands the proof to owners alone, as a page without a script and as JSON", async () => {
    const phone = aPhone();
    await say({ address: phone, state: "revoked" });
    const id = await find(phone);
    const proof = async (as: string, who = desk.maya) =>
      takeProof(await callAs(desk, { as: who, path: `/app/consent-proofs/${id}?as=${as}`, params: { id } }));
    const page = await proof("html");
    expect(page.headers.get("content-disposition")).toContain("attachment");
    const html = await page.text();
    expect(html).toContain("please &#60;b&#62;stop&#60;/b&#62;");
    expect(html).not.toMatch(/<script|<b>/);
    // Who reads it knows no ledger: its keys have words there, and in the JSON they stand as they are.
    expect(html).toContain("<strong>No</strong>: Marketing by text");
    expect(html).not.toMatch(/revoked|keyword|staffId/);
    expect(await (await proof("json")).json()).toMatchObject({
      address: phone,
      entries: [{ state: "revoked" }],
    });
    expect(await refusal(proof("json", desk.ben))).toBe(403);
    expect(
      (await takeProof(await callAs(desk, { as: desk.maya, path: "/x", params: { id: "none" } }))).status,
    ).toBe(404);
  });

  it("opens what was said in Meta's inboxes and in the chat, from the list that names them", async () => {
    for (const channel of ["messenger", "instagram", "chat"] as const) {
      await say({ channel, address: `104837465:${next++}`, state: "revoked" });
      const { rows } = await openCentre(
        await callAs(desk, { as: desk.ben, path: `/app/consent?channel=${channel}` }),
      );
      expect(rows).toMatchObject([{ channel, state: "revoked" }]);
      const id = rows[0]!.keyId!;
      const { point } = await openPoint(
        await callAs(desk, { as: desk.ben, path: `/app/consent/${id}`, params: { id } }),
      );
      expect(point.stands).toMatchObject([{ channel, state: "revoked" }]);
      expect(point.entries).toMatchObject([{ channel, evidence: { words: "please <b>stop</b>" } }]);
    }
  });

  it("goes through the suppression list a page at a time, each once, and exports it without formulas", async () => {
    const mails = Array.from({ length: 7 }, (_, index) => `=cmd${index}@list.example`);
    for (const address of mails) await say({ channel: "email", address, state: "revoked" });
    const seen: string[] = [];
    let after: SuppressionPage["next"] = null;
    do {
      const wanted = { purpose: "marketing", channel: "email", after, most: 3, inFull: true } as const;
      const page: SuppressionPage = await desk.look((shop) => readSuppressions(shop, wanted));
      seen.push(...page.rows.map(({ address }) => address!));
      after = page.next;
    } while (after);
    expect(seen.sort()).toEqual(mails);
    const { counts, rows } = await openCentre(
      await callAs(desk, { as: desk.ben, path: "/app/consent?channel=email" }),
    );
    expect(counts.find(({ channel }) => channel === "email")?.count).toBe(7);
    expect(JSON.stringify(rows)).not.toContain("cmd0@list");
    const csv = await (
      await exportList(await callAs(desk, { as: desk.maya, path: "/x?purpose=marketing" }))
    ).text();
    expect(csv).toContain("email,'=cmd0@list.example,marketing,revoked");
    expect(csv).not.toMatch(/(^|,)=/m);
  });

  it("lets staff take somebody out with the words they heard, and nothing takes anybody back in", async () => {
    const phone = aPhone();
    await say({ address: phone, state: "granted", level: "SINGLE_OPT_IN", at: earlier(new Date(), DAY) });
    expect(await post({ form: "suppress", address: phone, because: "" })).toMatchObject({
      form: "suppress",
      fault: /how you know/,
    });
    const because = "Said so on the telephone, 21 November";
    expect(await post({ form: "suppress", address: phone, because }, desk.ben)).toMatchObject({
      done: /Nothing is sent/,
    });
    expect(await stands(phone)).toBe("revoked");
    const last = (await desk.look((shop) => readConsent(shop, [{ channel: "sms", address: phone }]))).at(-1);
    expect(last).toMatchObject({ source: "staff", evidence: { words: because } });
    const id = await find(phone);
    const { point } = await openPoint(
      await callAs(desk, { as: desk.ben, path: `/app/consent/${id}`, params: { id } }),
    );
    expect(point.entries.at(-1)!.evidence).toMatchObject({ recordedBy: "Ben Tide" });
    expect(await refusal(post({ form: "find", address: phone }, desk.zoe))).toBe(403);
  });
});

async function bring(csv: string, asked: Record<string, string> = {}, as = desk.maya) {
  const columns = { address: "phone", state: "state", at: "when", level: "how" };
  const query = new URLSearchParams({
    run: "write",
    channel: "sms",
    purpose: "marketing",
    ...columns,
    ...asked,
  });
  const call = await callAs(desk, { as, path: `/app/consent-import?${query}`, form: {} });
  const { headers } = call.request;
  headers.set("content-type", "text/csv");
  const request = new Request(call.request.url, { method: "POST", headers, body: csv });
  return bringList({ ...call, request });
}

/** Brings it and lets the job write it to its end; what the screen says of it then. */
async function written(csv: string) {
  const { importId } = (await (await bring(csv)).json()) as { importId: string };
  await writeImport(desk.shopId, { importId });
  return (await listsOf()).find(({ id }) => id === importId)!;
}

const listsOf = async () =>
  (await openLists(await callAs(desk, { as: desk.maya, path: "/app/consent/import" }))).imports;

const numbers = (count: number, from = 1_000) =>
  Array.from(
    { length: count },
    (_, index) => `+1415556${String(from + (index % 9_000)).padStart(4, "0")},no,,`,
  );

const list = (...rows: string[]) => ["phone,state,when,how", ...rows].join("\n");

describe("a list that is brought", () => {
  it("is tried first: every row's end, and nothing written", async () => {
    const [known, fresh, refused] = [aPhone(), aPhone(), aPhone()];
    await say({ address: refused, state: "revoked" });
    const csv = list(
      `${known},no,,`,
      `${fresh},yes,2026-01-02T10:00:00Z,double`,
      `${refused},yes,2026-01-02T10:00:00Z,double`,
      `${known},yes,2026-01-02T10:00:00Z,single`,
      "12,no,,",
      `${fresh},perhaps,,`,
    );
    const tried = (await (await bring(csv, { run: "try" })).json()) as { counts: object };
    expect(tried.counts).toEqual({
      taken: 2,
      "no-stands": 1,
      twice: 1,
      "no-address": 1,
      "neither-yes-nor-no": 1,
    });
    expect([await stands(known), await stands(fresh)]).toEqual([null, null]);
    expect(await written(csv)).toMatchObject({ state: "done", counts: tried.counts, rows: 6, total: 6 });
    expect([await stands(known), await stands(fresh), await stands(refused)]).toEqual([
      "revoked",
      "granted",
      "revoked",
    ]);
    expect(await written(csv)).toMatchObject({ state: "done", taken: 0 });
  });

  it("of thousands of rows is written a part at a time, and says row by row what became of it", async () => {
    const { id, ...kept } = await written(list(...numbers(2_500)));
    expect(kept).toMatchObject({ state: "done", rows: 2_500, taken: 2_500, total: 2_500 });
    const call = await callAs(desk, { as: desk.maya, path: `/app/consent-import?id=${id}` });
    const csv = await (await readReport(call)).text();
    expect(csv.trim().split("\r\n")).toHaveLength(2_501);
    expect(csv).toContain("2500,taken");
    const left = await desk.look(
      (shop) => shop.sql`
      select 1 from "ConsentImportPart" where "shopId" = ${desk.shopId} and sealed is not null`,
    );
    expect(left).toEqual([]);
  });

  it("stands sealed until it is written", async () => {
    await bring(list("+14155565999,no,,"));
    const rows = await desk.look(
      (shop) => shop.sql<{ row: string }>`
      select encode(sealed, 'escape') as row from "ConsentImportPart" where "shopId" = ${desk.shopId}
        and sealed is not null`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]!.row).not.toContain("5565999");
  });

  it("is stopped by an owner alone: what is written stands, the rest is neither written nor kept", async () => {
    const answer = await bring(list(...numbers(1_500, 9_000).map((row) => row.replace("556", "557"))));
    const { importId } = (await answer.json()) as { importId: string };
    const stop = async (as = desk.maya) =>
      stopList(await callAs(desk, { as, path: "/app/consent/import", form: { id: importId } }));
    expect(await refusal(stop(desk.ben))).toBe(403);
    expect(await stop()).toMatchObject({ done: /What was written stands/ });
    await writeImport(desk.shopId, { importId });
    expect((await listsOf()).find(({ id }) => id === importId)).toMatchObject({ state: "stopped", rows: 0 });
    expect(await desk.look((shop) => findPart(shop, importId))).toBeNull();
    expect(await stop()).toMatchObject({ fault: /end already/ });
  });

  it("that is none is refused in words: no such column, one cell without end, binary, two names alike", async () => {
    const fault = async (csv: string) => ((await (await bring(csv)).json()) as { fault?: string }).fault;
    expect(await fault("a,b\n1,2")).toMatch(/no column "phone"/);
    expect(await fault(`phone,state\n"${"x".repeat(50_000)}`)).toMatch(/no CSV/);
    expect(await fault("phone,phone\n1,2")).toMatch(/same name/);
    expect(await fault(list('"unclosed'))).toMatch(/no CSV/);
    expect((await listsOf()).filter(({ state }) => state === "cut-off")).toEqual([]);
    expect(await refusal(bring(list(), {}, desk.ben))).toBe(403);
  });
});

describe("how a shop asks", () => {
  it("keeps each sentence of the merchant's as a version, and what the rule wants said after it", async () => {
    const write = async (text: string) =>
      writeOwn(
        await callAs(desk, {
          as: desk.maya,
          path: "/app/consent/words",
          form: { channel: "sms", purpose: "marketing", language: "en", text },
        }),
      );
    const shown = async () =>
      (await howAsked(await callAs(desk, { as: desk.maya, path: "/app/consent/words?country=US" })))
        .asked[0]!;
    expect(await write("Get our texts please, dear friends")).toMatchObject({ fault: /\{shop\}/ });
    await write("Yes, {shop} may text me offers as often as it likes.");
    await write("Yes, {shop} may text me its offers every week.");
    const { text, version } = await shown();
    expect(text).toMatch(/may text me its offers every week\. Consent is not a condition of any purchase\./);
    expect(text).toContain("STOP");
    expect(version).toMatch(/own:marketing-2$/);
    await write("");
    expect((await shown()).text).toMatch(/^I agree to receive recurring automated marketing texts/);
  });

  it("gives no carrier's word, answer or number away as a word that joins", async () => {
    const save = async (word: string) =>
      actOnWords(
        await callAs(desk, {
          as: desk.maya,
          path: "/app/consent/join",
          form: { form: "join", word, marketing: "on" },
        }),
      );
    for (const word of ["stop", "Help", "START", "CANCEL", "yes", "no", "1234", "A B", "X"])
      expect(await save(word), word).toHaveProperty("fault");
    expect(await save("tide20")).toMatchObject({ done: "Saved" });
  });
});
