import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { bugs } from "./bugs.ts";

/** Plants each bug of a proof in turn, in a run of its own, and says which were caught. True where all were. */
export async function provePlanted(proof: string, seed: number, atOnce: number): Promise<boolean> {
  const waiting = bugs.filter((bug) => bug.proof === proof);
  const planted = waiting.length;
  let caught = 0;
  const worker = async () => {
    for (let bug = waiting.shift(); bug; bug = waiting.shift()) {
      const startedAt = performance.now();
      const isCaught = await runWith(proof, bug.name, seed);
      if (isCaught) caught++;
      const seconds = Number(((performance.now() - startedAt) / 1_000).toFixed(1));
      console.log(JSON.stringify({ proof, bug: bug.name, caught: isCaught, seconds }));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  console.log(`${caught} of ${planted} caught`);
  return planted > 0 && caught === planted;
}

/** Caught means that the proof itself counted a violation: a run that only broke proves nothing. */
function runWith(proof: string, bug: string, seed: number): Promise<boolean> {
  const args = [resolve("prove/run.ts"), proof, "--quick", "--seed", String(seed), "--bug", bug];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let said = "";
  child.stdout.on("data", (data) => (output += data));
  child.stderr.on("data", (data) => (said += data));
  return new Promise((done) =>
    child.once("close", (code) => {
      const line = output.split("\n").find((text) => text.startsWith('{"proof"'));
      if (!line) console.error(`the run with ${bug} broke (${code}):\n${said.slice(-1_500)}`);
      done(line !== undefined && JSON.parse(line).violations > 0);
    }),
  );
}
