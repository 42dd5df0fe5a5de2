import { type App, BROWSER } from "#tests/app.ts";
import { town } from "#tests/town.ts";

/** By the door that attached files come in. Returns its id. */
export async function upload(app: App, bytes: Buffer, name = "one"): Promise<string> {
  const headers = { authorization: `Bearer ${await town.sessionToken()}`, "user-agent": BROWSER };
  const request = { method: "POST", headers, body: new Uint8Array(bytes) };
  const answer = await fetch(`${app.url}/app/files?name=${name}`, request);
  const told = (await answer.json()) as { file?: { id: string } };
  if (!told.file) throw new Error(JSON.stringify(told));
  return told.file.id;
}
