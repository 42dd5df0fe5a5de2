import { readdirSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { topics } from "#app/wiring/webhook-topics.ts";
import { type Outcome, postPayload } from "./post-payload.ts";
import { readPayload } from "./read-payload.ts";

export interface Line {
  file: string;
  topic: string | null;
  outcome: Outcome["outcome"];
  reason: string | null;
}

interface Asked {
  appUrl: string;
  seed: string;
  tell(line: Line): void;
}

/** Replays every file below `folder`, each on its own. True where the app failed at none of them. */
export async function replayFolder(folder: string, { appUrl, seed, tell }: Asked): Promise<boolean> {
  const known = Object.keys(topics);
  // `replay -- samples/orders/create`: the folder itself may name the topic.
  const above = resolve(folder).split(sep).slice(-2).join("/");
  let isSound = true;
  for (const path of filesBelow(folder)) {
    const line = await replayFile(join(folder, path), {
      path: `${above}/${path}`,
      known,
      seed,
      appUrl,
    }).catch((error: Error) => ({
      topic: null,
      outcome: "ignored" as const,
      reason: `It could not be replayed: ${error.message}`,
      isSound: false,
    }));
    const { topic, outcome, reason } = line;
    tell({ file: path, topic, outcome, reason });
    isSound &&= line.isSound;
  }
  return isSound;
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

interface File {
  path: string;
  known: string[];
  seed: string;
  appUrl: string;
}

async function replayFile(file: string, { appUrl, ...asked }: File) {
  const payload = readPayload(file, asked);
  if ("ignored" in payload)
    return { topic: payload.topic, outcome: "ignored" as const, reason: payload.ignored, isSound: true };
  return { topic: payload.topic, ...(await postPayload(appUrl, payload)) };
}
