import { beforeAll, expect, it } from "vitest";
import { loader as readInbox } from "#app/routes/app.settings_.channels.$inbox/route.tsx";
import { loader as readWhatsApp } from "#app/routes/app.settings_.channels.whatsapp/route.tsx";
import { callAs, type DeskScene, openDesk, type Person } from "./desk-scene.ts";

let desk: DeskScene;
beforeAll(async () => {
  desk = await openDesk("meta-settings");
});

const at = (as: Person, name: string) =>
  callAs(desk, { as, path: `/app/settings/channels/${name}`, params: { inbox: name } });
const whatsApp = async (as: Person) => (await readWhatsApp(await at(as, "whatsapp"))).signInPass;
const instagram = async (as: Person) => (await readInbox(await at(as, "instagram"))).signInPass;

it("what a sign-in at Meta is begun with is given to owners alone", async () => {
  for (const read of [whatsApp, instagram]) {
    expect(await read(desk.maya)).toMatch(/^[\w-]+\.[\w-]+$/);
    for (const other of [desk.ben, desk.zoe]) expect(await read(other)).toBeNull();
  }
});
