import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sparticuz, { inflate } from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const VERSION = "153.0.0";
const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const CACHE = fileURLToPath(new URL("../node_modules/.cache/", import.meta.url));
let unpacked: Promise<void> | undefined;

/**
 * A real Chromium: on Linux x64 the one in the npm package (unpacked once, 1.5 s, 211 MB), elsewhere the system's own
 * or the one that CHROMIUM_PATH names. Throws when there is none.
 */
export async function launchChromium(): Promise<Browser> {
  const { executablePath, env } = await findChromium();
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    // Not sparticuz.args: those turn off web security and site isolation, and run everything in one process.
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-features=LocalNetworkAccessChecks",
    ],
  });
}

async function findChromium(): Promise<{ executablePath: string; env: Record<string, string> }> {
  const named = process.env.CHROMIUM_PATH;
  if (named) return { executablePath: named, env: {} };
  if (process.platform === "linux" && process.arch === "x64") {
    const home = join(CACHE, `chromium-${VERSION}-with-fonts`);
    if (!existsSync(home)) {
      unpacked ??= unpack(home);
      await unpacked;
    }
    const env = { LD_LIBRARY_PATH: join(home, "al2023/lib"), FONTCONFIG_PATH: join(home, "fonts") };
    return { executablePath: join(home, "chromium"), env };
  }
  const found = systemChromium();
  if (!found) throw new Error("No Chromium found: install one, or name it in CHROMIUM_PATH.");
  return { executablePath: found, env: {} };
}

/** Into a folder of its own and then renamed: two processes may come here at once. In one process, once: TMPDIR is shared. */
async function unpack(home: string) {
  mkdirSync(dirname(home), { recursive: true });
  const folder = mkdtempSync(`${home}-`);
  // The package unpacks to os.tmpdir() and takes whatever `chromium` it finds there.
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  try {
    await sparticuz.executablePath();
    // NSS and NSPR; the package unpacks them by itself only on Lambda.
    await inflate(
      fileURLToPath(new URL("../node_modules/@sparticuz/chromium/bin/al2023.tar.br", import.meta.url)),
    );
    writeFileSync(join(folder, "fonts/fonts.conf"), fontsConfiguration(join(home, "fonts/fonts")));
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
  try {
    renameSync(folder, home);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}

/** The package's own looks only where Lambda keeps fonts: pages would show no letter at all. */
function fontsConfiguration(own: string) {
  const folders = [own, "/usr/share/fonts", "/usr/local/share/fonts"];
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
${folders.map((folder) => `<dir>${folder}</dir>`).join("")}
<alias binding="same"><family>sans-serif</family><prefer><family>Open Sans</family><family>DejaVu Sans</family></prefer></alias>
<cachedir>${own}-cache</cachedir></fontconfig>`;
}

function systemChromium(): string | undefined {
  const places =
    process.platform === "darwin"
      ? ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]
      : (process.env.PATH ?? "")
          .split(delimiter)
          .flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name)));
  return places.find((place) => existsSync(place));
}
