import { beforeAll, expect, it } from "vitest";
import { loader as home } from "#app/routes/app.inbox/route.tsx";
import { action, loader } from "#app/routes/app.team/route.tsx";
import { callAs, type DeskScene, openDesk, type Person, refusal } from "./desk-scene.ts";

let desk: DeskScene;
beforeAll(async () => {
  desk = await openDesk("team");
});
const send = async (as: Person, form: Record<string, string>) =>
  action(await callAs(desk, { as, path: "/app/team", form }));
const team = async (as = desk.maya) => (await loader(await callAs(desk, { as, path: "/app/team" }))).team;

it("an owner invites a colleague, who stands in the list before they come", async () => {
  const invited = await send(desk.maya, { form: "invite", email: "Kim@tide.example", role: "agent" });
  expect(invited).toMatchObject({ done: "Kim@tide.example is invited" });
  expect(await team()).toContainEqual(
    expect.objectContaining({ email: "kim@tide.example", role: "agent", hasJoined: false }),
  );
  expect(await send(desk.maya, { form: "invite", email: "no address", role: "agent" })).toHaveProperty(
    "fault",
  );
});

it("an owner changes a role, which holds from the next request on", async () => {
  await send(desk.maya, { form: "role", staffId: desk.zoe.id, role: "agent" });
  expect((await team()).find(({ id }) => id === desk.zoe.id)).toMatchObject({ role: "agent" });
  expect(await send(desk.maya, { form: "role", staffId: desk.zoe.id, role: "emperor" })).toHaveProperty(
    "fault",
  );
});

it("the last owner stays owner", async () => {
  const fault = expect.stringContaining("Somebody must stay the owner");
  expect(await send(desk.maya, { form: "role", staffId: desk.maya.id, role: "agent" })).toEqual({
    form: "role",
    fault,
  });
});

it("whoever is removed is out at once", async () => {
  await send(desk.maya, { form: "remove", staffId: desk.zoe.id });
  expect(await refusal(home(await callAs(desk, { as: desk.zoe, path: "/app/inbox" })))).toBe(403);
  expect((await team()).map(({ id }) => id)).not.toContain(desk.zoe.id);
});

it("an agent sees the team and changes nothing in it", async () => {
  expect(await team(desk.ben)).not.toHaveLength(0);
  const attempts: Record<string, string>[] = [
    { form: "remove", staffId: desk.maya.id },
    { form: "role", staffId: desk.ben.id, role: "owner" },
    { form: "invite", email: "eve@tide.example", role: "owner" },
  ];
  for (const form of attempts) expect(await refusal(send(desk.ben, form))).toBe(403);
});
