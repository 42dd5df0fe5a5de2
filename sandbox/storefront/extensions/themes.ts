import type { Town } from "../../town-types.ts";
import { type Block, extensionBlocks } from "./extension-files.ts";

/** What a merchant chose for one block: whether the theme shows it and with which settings. */
export interface BlockChoice {
  enabled: boolean;
  settings: Record<string, unknown>;
}
export interface Themes {
  /** As saved, or as the editor has it now. */
  choice(shop: string, block: Block, isDesign: boolean): BlockChoice;
  save(shop: string, block: Block, choice: Partial<BlockChoice>): void;
  /** What the editor shows before the merchant saves; null forgets it. */
  draft(shop: string, block: Block, choice: Partial<BlockChoice> | null): void;
  blocks(): Block[];
}

/** The shops' themes as far as the extensions go. Everything is on from the beginning, so that the town shows it. */
export function openThemes(town: Town): Themes {
  const saved = new Map<string, BlockChoice>();
  const drafts = new Map<string, BlockChoice>();
  town.onReset(() => {
    saved.clear();
    drafts.clear();
  });
  const choice = (shop: string, block: Block, isDesign: boolean) => {
    const key = keyOf(shop, block);
    return (isDesign ? drafts.get(key) : undefined) ?? saved.get(key) ?? opening(block);
  };
  return {
    choice,
    save(shop, block, change) {
      const before = choice(shop, block, false);
      saved.set(keyOf(shop, block), merge(before, change));
      drafts.delete(keyOf(shop, block));
      town.announce({ kind: "theme", shop, block: block.name, enabled: change.enabled ?? before.enabled });
    },
    draft(shop, block, change) {
      if (change) drafts.set(keyOf(shop, block), merge(choice(shop, block, true), change));
      else drafts.delete(keyOf(shop, block));
    },
    blocks: () => extensionBlocks(town.options.root),
  };
}

export function isEmbed({ schema }: Block): boolean {
  return schema.target !== "section";
}

function keyOf(shop: string, { extension, name }: Block) {
  return `${shop}/${extension}/${name}`;
}

function merge(before: BlockChoice, change: Partial<BlockChoice>): BlockChoice {
  return { enabled: change.enabled ?? before.enabled, settings: { ...before.settings, ...change.settings } };
}

function opening(block: Block): BlockChoice {
  const defaults = (block.schema.settings ?? []).flatMap(({ id, type, default: value }) =>
    id ? [[id, value ?? (type === "checkbox" ? false : "")] as const] : [],
  );
  return { enabled: true, settings: Object.fromEntries(defaults) };
}
