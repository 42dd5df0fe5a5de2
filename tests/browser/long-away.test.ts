import { expect, it } from "vitest";
import { look, settled } from "#tests/app.ts";
import { browserDesk } from "./desk-scene.ts";

const desk = browserDesk();

it("a page whose reader was away for longer than events are kept reads itself anew", async () => {
  await settled();
  const { page, app } = await desk.open("/app/problems");
  await app.getByText("Nothing was set aside").waitFor();
  // Nothing tells of it: only who reads everything anew can see it.
  await look(desk.shopId, ({ tx, id, at }) =>
    tx.parkedJob.create({
      data: { shopId: id, id: "job-1", task: "mirrorOrder", payload: {}, reason: "Error", parkedAt: at },
    }),
  );
  let comebacks = 0;
  await page.route("**/live", (route) => {
    const headers = route.request().headers();
    comebacks++;
    return route.continue({ headers: { ...headers, "last-event-id": "1" } });
  });
  desk.expectTrouble();
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  await app.getByText("Mirror order").waitFor();
  expect(comebacks).toBeGreaterThan(0);
});
