import type { Money, MoneyBag } from "../store/types.ts";
import type { TypeFields } from "./call.ts";

export const moneyFields: TypeFields = {
  MoneyBag: {
    shopMoney: (bag: MoneyBag) => bag.shopMoney,
    presentmentMoney: (bag: MoneyBag) => bag.presentmentMoney,
  },
  MoneyV2: {
    amount: (money: Money) => decimal(money.amount),
    currencyCode: (money: Money) => money.currencyCode,
  },
};

/** Shopify writes a Decimal with at least one place and no zeros after it: 10.0, 89.99. */
export function decimal(amount: string): string {
  const [whole = "0", places = ""] = amount.split(".");
  return `${whole}.${places.replace(/0+$/, "") || "0"}`;
}
