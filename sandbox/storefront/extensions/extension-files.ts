import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One Liquid file of a theme app extension: `target` says where a theme may put it. */
export interface Block {
  extension: string;
  folder: string;
  name: string;
  source: string;
  schema: BlockSchema;
}
export interface BlockSchema {
  name: string;
  target: "body" | "head" | "compliance_head" | "section";
  javascript?: string;
  stylesheet?: string;
  enabled_on?: { templates?: string[] };
  disabled_on?: { templates?: string[] };
  settings?: BlockSetting[];
}
export interface BlockSetting {
  type: string;
  id?: string;
  label?: string;
  content?: string;
  info?: string;
  default?: string | number | boolean;
  options?: { value: string; label: string }[];
  min?: number;
  max?: number;
  step?: number;
  unit?: string;
  placeholder?: string;
}

/** The real blocks of the project's theme app extensions, read again each time: they are being worked on. */
export function extensionBlocks(root: string): Block[] {
  const all = join(root, "extensions");
  return foldersIn(all).flatMap((extension) => {
    const folder = join(all, extension);
    const blocks = join(folder, "blocks");
    const files = existsSync(blocks) ? readdirSync(blocks).filter((file) => file.endsWith(".liquid")) : [];
    return files.map((file) => readBlock(extension, folder, file));
  });
}

/** Translations of a locale, of its language without the region, or of the default. */
export function translations(
  folder: string,
  locale: string,
  kind: "" | ".schema" = "",
): Record<string, unknown> {
  const places = join(folder, "locales");
  if (!existsSync(places)) return {};
  const files = readdirSync(places).filter(
    (file) => file.endsWith(`${kind}.json`) && (kind || !file.includes(".schema")),
  );
  const named = (name: string) =>
    files.find((file) => file === `${name}${kind}.json` || file === `${name}.default${kind}.json`);
  const file =
    named(locale) ?? named(locale.split("-")[0] ?? locale) ?? files.find((one) => one.includes(".default"));
  return file ? (JSON.parse(readFileSync(join(places, file), "utf8")) as Record<string, unknown>) : {};
}

function readBlock(extension: string, folder: string, file: string): Block {
  const source = readFileSync(join(folder, "blocks", file), "utf8");
  const [, json] = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/.exec(source) ?? [];
  if (!json) throw new Error(`${extension}/blocks/${file} has no schema`);
  return {
    extension,
    folder,
    name: file.replace(/\.liquid$/, ""),
    source,
    schema: JSON.parse(json) as BlockSchema,
  };
}

function foldersIn(place: string) {
  if (!existsSync(place)) return [];
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
