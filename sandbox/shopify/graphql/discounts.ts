import type { Discount } from "../store/cart-types.ts";
import { gid } from "../store/ids.ts";
import { type Call, named, notImplemented, text, type TypeFields } from "./call.ts";
import { pageOf } from "./connection.ts";
import { anyId } from "./ids.ts";

const code = {
  title: (it: Discount) => it.title,
  status: (it: Discount) => it.status,
  startsAt: (it: Discount) => it.startsAt,
  endsAt: (it: Discount) => it.endsAt,
  usageLimit: (it: Discount) => it.usageLimit,
  asyncUsageCount: (it: Discount) => it.usageCount,
  appliesOncePerCustomer: (it: Discount) => it.appliesOncePerCustomer,
  createdAt: (it: Discount) => it.createdAt,
  updatedAt: (it: Discount) => it.updatedAt,
  codes: (it: Discount, args: { [name: string]: unknown }) => pageOf([it], args, (one) => one.id),
  codesCount: () => 1,
  summary,
};
const automatic = {
  title: code.title,
  status: code.status,
  startsAt: code.startsAt,
  endsAt: code.endsAt,
  createdAt: code.createdAt,
  updatedAt: code.updatedAt,
  summary,
};

export const discountFields: TypeFields = {
  QueryRoot: {
    codeDiscountNodeByCode: (_: unknown, args, call) => call.store.discountByCode(String(args.code)),
    codeDiscountNodes: (_: unknown, args, call) => pageOf(withCodes(args.query, call), args, (one) => one.id),
    discountNodes: (_: unknown, args, call) => pageOf(all(args.query, call), args, (one) => one.id),
    discountNode: (_: unknown, args, call) => findDiscount(args.id, call),
  },
  DiscountCodeNode: {
    id: (it: Discount) => gid("DiscountCodeNode", it.id),
    codeDiscount: typed,
  },
  DiscountAutomaticNode: {
    id: (it: Discount) => gid("DiscountAutomaticNode", it.id),
    automaticDiscount: typed,
  },
  DiscountNode: {
    id: (it: Discount) => gid(nodeOf(it), it.id),
    discount: typed,
  },
  DiscountCodeBasic: code,
  DiscountCodeFreeShipping: code,
  DiscountAutomaticBasic: automatic,
  DiscountAutomaticFreeShipping: automatic,
  DiscountRedeemCode: {
    id: (it: Discount) => gid("DiscountRedeemCode", it.id),
    code: (it: Discount) => it.code,
    asyncUsageCount: (it: Discount) => it.usageCount,
  },
};

/** By the id that its sort goes by. */
export function findDiscountNode(kind: string, id: number, call: Call): Discount | null {
  return call.store.discounts().find((one) => one.id === id && nodeOf(one) === kind) ?? null;
}

function nodeOf({ code }: Discount): string {
  return code === null ? "DiscountAutomaticNode" : "DiscountCodeNode";
}

function withCodes(query: unknown, call: Call): Discount[] {
  return all(query, call).filter((one) => one.code !== null);
}

function all(query: unknown, call: Call): Discount[] {
  if (text(query)) throw notImplemented("search of discounts");
  return call.store.discounts();
}

function findDiscount(id: unknown, call: Call): Discount | null {
  const asked = anyId(id);
  if (!asked || !/^Discount(Code|Automatic)?Node$/.test(asked.kind)) return null;
  return call.store.discounts().find((one) => one.id === asked.id) ?? null;
}

/** As Shopify words what a discount gives. */
function summary(it: Discount): string {
  if (it.kind === "FREE_SHIPPING") return "Free shipping on all products";
  return it.kind === "PERCENTAGE" ? `${it.value}% off entire order` : `${it.value} off entire order`;
}

function typed(it: Discount) {
  const how = it.code === null ? "Automatic" : "Code";
  return named(`Discount${how}${it.kind === "FREE_SHIPPING" ? "FreeShipping" : "Basic"}`, { ...it });
}
