import { describe, expect, it } from "vitest";
import {
  chatScene,
  openChat,
  untilBubbles,
  untilSent,
  untilState,
  write,
} from "#tests/browser/chat-scene.ts";

const scene = chatScene();
const texts = () => scene.app.only()?.messages.map(({ text }) => text);

describe("sending", () => {
  it("shows a message as sending, then as sent, and the answer under it", async () => {
    const gate = Promise.withResolvers<void>();
    const page = await scene.visit();
    await openChat(page);
    await page.route("**/chat/messages", async (route) => {
      await gate.promise;
      await route.continue();
    });
    await write(page, "Where is my order?");
    await page.locator(".list").getByText("Sending…").waitFor();
    gate.resolve();
    await untilSent(page);
    scene.app.say({ text: "On its way." });
    await untilBubbles(page, ["Where is my order?", "On its way."]);
  });

  it("keeps the order of messages typed faster than they go out", async () => {
    const page = await scene.visit();
    await openChat(page);
    const typed = Array.from({ length: 12 }, (_, n) => `Message ${n}`);
    for (const text of typed) await write(page, text);
    await untilSent(page);
    await untilBubbles(page, typed);
    expect(texts()).toEqual(typed);
  });

  it("writes once although every answer is lost on the way back", async () => {
    const page = await scene.visit();
    await openChat(page);
    scene.app.loseAnswers = 2;
    await write(page, "Only once");
    await untilSent(page);
    await untilBubbles(page, ["Only once"]);
    expect(texts()).toEqual(["Only once"]);
  });

  it("says why the shop refused a message, lets it be edited, and sends what comes after", async () => {
    const page = await scene.visit();
    await openChat(page);
    scene.app.before = (path, response, body) => {
      if (path !== "/chat/messages" || !body.includes("bad word")) return false;
      response.writeHead(400, { "content-type": "application/json" });
      response.end('{"error":"empty","say":"That cannot be sent."}');
      return true;
    };
    await write(page, "bad word");
    await page.locator(".list").getByText("That cannot be sent.").waitFor();
    await write(page, "good word");
    await page.getByRole("button", { name: "Edit" }).click();
    await expect.poll(() => page.getByRole("textbox").inputValue()).toBe("bad word");
    await write(page, "better word");
    await untilBubbles(page, ["good word", "better word"]);
  });

  it("keeps a text of more than 4,000 characters in the box and says how much is too much", async () => {
    const page = await scene.visit();
    await openChat(page);
    await write(page, "x".repeat(4010));
    await page.getByRole("alert").getByText("10 characters too long").waitFor();
    expect((await page.getByRole("textbox").inputValue()).length).toBe(4010);
    await write(page, "x".repeat(4000));
    await untilSent(page);
  });

  it("waits as long as it is told when it writes too fast", async () => {
    const page = await scene.visit();
    await openChat(page);
    let refused = 0;
    scene.app.before = (path, response) => {
      if (path !== "/chat/messages" || refused++) return false;
      response.writeHead(429, { "content-type": "application/json" }).end('{"retryAfter":1}');
      return true;
    };
    await write(page, "Hurry");
    await untilSent(page);
    expect(texts()).toEqual(["Hurry"]);
  });

  it("gets a new session when the old one has run out", async () => {
    const page = await scene.visit();
    await openChat(page);
    scene.app.expireTokens();
    await write(page, "Still me");
    await untilSent(page);
    expect(scene.app.threads.size).toBe(1);
  });

  it("offers choices as buttons, once, and answers with the one that was pressed", async () => {
    const page = await scene.visit();
    await openChat(page);
    scene.app.say({
      text: "Which order?",
      choices: [
        { id: "o1", label: "#1001" },
        { id: "o2", label: "#1002" },
      ],
    });
    await page.getByRole("button", { name: "#1002" }).click();
    await untilBubbles(page, ["Which order?", "#1002"]);
    await page.locator(".choice").first().waitFor({ state: "hidden" });
    const sent = () => scene.app.asked.find(({ path }) => path === "/chat/messages")?.body ?? "{}";
    await expect.poll(() => JSON.parse(sent())).toMatchObject({ choice: "o2", text: "#1002" });
  });

  it("does not send what ends a choice among Japanese characters", async () => {
    const page = await scene.visit();
    await openChat(page);
    await page.getByRole("textbox").fill("にほん");
    await page.getByRole("textbox").dispatchEvent("keydown", { key: "Enter", isComposing: true });
    expect(await page.getByRole("textbox").inputValue()).toBe("にほん");
  });
});

describe("when the app is down", () => {
  it("says so, offers the shop's email, and sends by itself what was written once the app is back", async () => {
    scene.shop.embed = { settings: { email: "help@tidewater.example" } };
    scene.app.isDown = true;
    const page = await scene.visit();
    await page.locator(".launcher").click();
    await page.getByText("We can’t reach the chat right now").waitFor();
    expect(await page.getByRole("link", { name: "Write us an email" }).getAttribute("href")).toBe(
      "mailto:help@tidewater.example",
    );
    await write(page, "First");
    await write(page, "Second");
    await page.locator(".list").getByText("Not sent yet").first().waitFor();
    scene.app.isDown = false;
    await untilState(page, "live");
    await untilSent(page);
    await untilBubbles(page, ["First", "Second"]);
    expect(texts()).toEqual(["First", "Second"]);
    await page.getByText("We can’t reach").waitFor({ state: "hidden" });
  });

  it("keeps what was written over a reload, and sends it although nobody opens the chat again", async () => {
    const page = await scene.visit();
    await openChat(page);
    await write(page, "Before");
    await untilSent(page);
    scene.app.isDown = true;
    scene.app.cut();
    await write(page, "While down");
    await page.locator(".list").getByText("Not sent yet").waitFor();
    await page.getByRole("textbox").fill("a thought half ty");
    await page.getByRole("button", { name: "Close chat" }).click();
    scene.app.isDown = false;
    await page.goto(`${scene.shop.url}/cart`);
    await expect.poll(texts).toEqual(["Before", "While down"]);
    await openChat(page);
    await untilBubbles(page, ["Before", "While down"]);
    await expect.poll(() => page.getByRole("textbox").inputValue()).toBe("a thought half ty");
  });

  it("tries again at once when asked to", async () => {
    const page = await scene.visit();
    await page.clock.install();
    await openChat(page);
    // From here on no timer of the chat runs out: what is sent is sent by the click.
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1000);
    scene.app.isDown = true;
    scene.app.cut();
    await write(page, "Hello");
    await page.locator(".acts").getByRole("button", { name: "Try again" }).waitFor();
    scene.app.isDown = false;
    await page.locator(".acts").getByRole("button", { name: "Try again" }).click();
    await untilSent(page);
    expect(texts()).toEqual(["Hello"]);
  });

  it("leaves the shop's page alone: no error, no dialog, the page still works", async () => {
    scene.app.isDown = true;
    const page = await scene.visit();
    await page.locator(".launcher").click();
    await untilState(page, "away");
    await page.getByRole("button", { name: "Close chat" }).click();
    await page.getByRole("link", { name: "Boots" }).click();
    await page.waitForURL("**/products/boots");
  });
});
