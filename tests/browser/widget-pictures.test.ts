import type { Page } from "playwright-core";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { chatScene, openChat, untilSent, write } from "#tests/browser/chat-scene.ts";

const scene = chatScene();
const uploads = () =>
  scene.app.asked.filter(({ path, method }) => path === "/chat/files" && method === "POST");
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#c63" } }).withExif({
    IFD0: { Make: "SecretCam" },
  });

async function pick(page: Page, name: string, mimeType: string, buffer: Buffer) {
  await page.locator('input[type="file"]').setInputFiles([{ name, mimeType, buffer }]);
}

describe("pictures", () => {
  it("are shown, shrunk, freed of the camera's notes, uploaded and sent with the words", async () => {
    const page = await scene.visit();
    await openChat(page);
    await pick(page, "jacket.jpg", "image/jpeg", await picture(4000, 3000).jpeg().toBuffer());
    await page.getByAltText("jacket.jpg").waitFor();
    await write(page, "The seam is torn");
    await untilSent(page);
    const sent = scene.app.asked.find(({ path }) => path === "/chat/messages");
    expect(JSON.parse(sent?.body ?? "{}")).toMatchObject({ text: "The seam is torn", files: ["f1"] });
    expect(uploads()[0]?.body).not.toContain("SecretCam");
    const { width } = await sharp(
      await (await page.request.get(`${scene.app.origin}/chat/files/f1`)).body(),
    ).metadata();
    expect(width).toBe(1600);
  });

  it("can be sent without words, pasted or dropped", async () => {
    const page = await scene.visit();
    await openChat(page);
    const base64 = (await picture(30, 20).png().toBuffer()).toString("base64");
    for (const kind of ["paste", "drop"]) await give(page, kind, base64);
    await page.getByAltText("shot-drop.png").waitFor();
    await page.getByRole("button", { name: "Send" }).click();
    await untilSent(page);
    expect(scene.app.only()?.messages.map(({ files }) => files.length)).toEqual([2]);
  });

  it("that cannot be taken are refused in words", async () => {
    const page = await scene.visit();
    await openChat(page);
    await pick(page, "notes.pdf", "application/pdf", Buffer.from("%PDF"));
    await page.getByRole("alert").getByText("not a picture we can take").waitFor();
    await pick(page, "huge.gif", "image/gif", Buffer.alloc(10_000_001));
    await page.getByRole("alert").getByText("too large").waitFor();
    await pick(page, "evil.svg", "image/svg+xml", Buffer.from("<svg onload=alert(1)>"));
    await page.getByRole("alert").getByText("not a picture we can take").waitFor();
    expect(uploads()).toEqual([]);
  });

  it("whose upload fails stay, hold the message back, and go out at the next try", async () => {
    const page = await scene.visit();
    await openChat(page);
    scene.app.before = (path, response) => path === "/chat/files" && !!response.writeHead(500).end("{}");
    await pick(page, "a.png", "image/png", await picture(30, 20).png().toBuffer());
    await page.getByRole("alert").getByText("could not be uploaded").waitFor();
    await write(page, "See the picture");
    expect(await page.getByRole("textbox").inputValue()).toBe("See the picture");
    scene.app.before = () => false;
    await page.locator(".tray").getByRole("button", { name: "Try again" }).click();
    await page.locator(".tray progress").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Send" }).click();
    await untilSent(page);
    expect(scene.app.only()?.messages[0]?.files.length).toBe(1);
  });

  it("can be taken out again, and five is the most", async () => {
    const page = await scene.visit();
    await openChat(page);
    const buffer = await picture(30, 20).png().toBuffer();
    const files = [1, 2, 3, 4, 5, 6].map((n) => ({ name: `${n}.png`, mimeType: "image/png", buffer }));
    await page.locator('input[type="file"]').setInputFiles(files);
    await page.getByRole("alert").getByText("five pictures").waitFor();
    await page.getByRole("button", { name: "Remove 3.png" }).click();
    await expect.poll(() => page.locator(".tray li").count()).toBe(4);
  });
});

async function give(page: Page, kind: string, base64: string) {
  await page.locator("textarea").evaluate(
    (box, [what, data]) => {
      const bytes = Uint8Array.from(atob(data!), (letter) => letter.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], `shot-${what}.png`, { type: "image/png" }));
      const options = { bubbles: true, composed: true, cancelable: true };
      const event =
        what === "paste"
          ? new ClipboardEvent("paste", { ...options, clipboardData: transfer })
          : new DragEvent("drop", { ...options, dataTransfer: transfer });
      box.dispatchEvent(event);
    },
    [kind, base64],
  );
}
