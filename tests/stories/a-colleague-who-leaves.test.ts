import { afterAll, beforeAll, expect, it } from "vitest";
import { type App, BROWSER, install, look, openPage, settled, startApp, stopApps } from "#tests/app.ts";
import { openChat } from "#tests/chat.ts";
import { control, TIDEWATER, town } from "#tests/town.ts";

let app: App;
let shopId: string;
/** Ben's id in our team, and Shopify's. */
let ben: string;
let benAtShopify: number;

const changeTeam = (form: Record<string, string>) => openPage(app, "/app/team.data", undefined, form);

beforeAll(async () => {
  await town.reset();
  app = await startApp();
  shopId = await install(app);
  const { staff } = await control<{ staff: { id: number } }>("GET", `/shops/${TIDEWATER}/launch`);
  benAtShopify = staff.id + 1;
  await control("GET", `/shops/${TIDEWATER}/launch?staff=${benAtShopify}`);
  await openPage(app, "/app/inbox.data", undefined, undefined, benAtShopify);
  const where = { shopId_shopifyId: { shopId, shopifyId: String(benAtShopify) } };
  ben = (await look(shopId, ({ tx }) => tx.staffMember.findUniqueOrThrow({ where }))).id;
  await changeTeam({ form: "role", staffId: ben, role: "agent" });
});
afterAll(stopApps);

async function act(id: string, asked: object) {
  const authorization = `Bearer ${await town.sessionToken()}`;
  const headers = { authorization, "user-agent": BROWSER, "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(asked) };
  return (await fetch(`${app.url}/app/threads/${id}`, init)).json();
}

/** A shopper asks for a person, and Maya gives them to Ben. */
async function withBen(words: string): Promise<string> {
  const shopper = await openChat(app);
  await shopper.say(words);
  await shopper.say("I want to talk to a person");
  await settled();
  const [{ id } = { id: "nobody" }] = await rows("unassigned");
  expect(await act(id, { do: "assign", staffId: ben })).toEqual({ ok: true });
  expect(await idsIn("unassigned")).not.toContain(id);
  return id;
}

const rows = async (view: string) =>
  (
    (await (await openPage(app, `/app/rows?view=${view}`)).json()) as {
      rows: { id: string; assignee: unknown }[];
    }
  ).rows;
const idsIn = async (view: string) => (await rows(view)).map(({ id }) => id);

it("a colleague who may only read from now on leaves their conversations to whoever takes them", async () => {
  const id = await withBen("Is it waterproof?");
  await changeTeam({ form: "role", staffId: ben, role: "viewer" });
  await settled();
  expect(await rows("unassigned")).toContainEqual(expect.objectContaining({ id, assignee: null }));
  expect(await act(id, { do: "assign", staffId: ben })).toMatchObject({ ok: false, reason: "not-on-team" });
  await changeTeam({ form: "role", staffId: ben, role: "agent" });
});

it("a colleague who is removed leaves closed conversations too: they come back to nobody", async () => {
  const [open, closed] = [await withBen("Where do you ship?"), await withBen("Do you gift-wrap?")];
  await act(closed, { do: "close" });
  await changeTeam({ form: "remove", staffId: ben });
  await settled();
  expect(await idsIn("unassigned")).toContain(open);
  await act(closed, { do: "reopen" });
  expect(await idsIn("unassigned")).toContain(closed);
});
