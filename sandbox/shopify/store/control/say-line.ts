import { refusal } from "../../../town-types.ts";
import type { Store } from "../contract.ts";

/** A line as a person says it: by variant id, by SKU, or by the article's title (its first variant). */
export interface SaidLine {
  variantId?: number;
  sku?: string;
  title?: string;
  quantity: number;
}

export function variantIdOf(store: Store, line: SaidLine): number {
  if (line.variantId !== undefined) return line.variantId;
  const variant = line.sku
    ? store.variantBySku(line.sku)
    : store.products().find((product) => product.title.toLowerCase() === line.title?.toLowerCase())
        ?.variants[0];
  if (!variant) throw refusal(422, `${store.domain} sells no ${line.sku ?? line.title ?? "such thing"}`);
  return variant.id;
}
