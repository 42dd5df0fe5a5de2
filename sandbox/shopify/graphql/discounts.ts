import type { Discount } from "../store/cart-types.ts";
import { gid } from "../store/ids.ts";
import { type Call, named, notImplemented, text, type TypeFields } from "./call.ts";
import { pageOf } from "./connection.ts";

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
};

export const discountFields: TypeFields = {
  QueryRoot: {
    codeDiscountNodeByCode: (_: unknown, args, call) => call.store.discountByCode(String(args.code)),
    codeDiscountNodes: (_: unknown, args, call) => pageOf(withCodes(args.query, call), args, (one) => one.id),
    discountNodes: (_: unknown, args, call) => pageOf(withCodes(args.query, call), args, (one) => one.id),
  },
  DiscountCodeNode: {
    id: (it: Discount) => gid("DiscountCodeNode", it.id),
    codeDiscount: typed,
  },
  DiscountNode: {
    id: (it: Discount) => gid("DiscountCodeNode", it.id),
    discount: typed,
  },
  DiscountCodeBasic: code,
  DiscountCodeFreeShipping: code,
  DiscountRedeemCode: {
    id: (it: Discount) => gid("DiscountRedeemCode", it.id),
    code: (it: Discount) => it.code,
    asyncUsageCount: (it: Discount) => it.usageCount,
  },
};

function withCodes(query: unknown, call: Call): Discount[] {
  if (text(query)) throw notImplemented("search of discounts");
  return call.store.discounts().filter((one) => one.code !== null);
}

function typed(it: Discount) {
  return named(it.kind === "FREE_SHIPPING" ? "DiscountCodeFreeShipping" : "DiscountCodeBasic", { ...it });
}
