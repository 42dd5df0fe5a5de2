import type { ControlCall, Town } from "../../../town-types.ts";
import type { Store } from "../contract.ts";
import type { StaffMember } from "../types.ts";
import { answerOf, inputOf, numberOf, storeOf } from "./call.ts";

/** Goods and their stock, discounts, segments, the shop's own record, its staff. */
export function addGoodsRoutes(town: Town): void {
  const at = (pattern: string, answer: (store: Store, call: ControlCall) => unknown) => {
    const [method, path] = pattern.split(" ");
    town.control(`${method} /shops/:domain/${path}`, (call) => answer(storeOf(town, call), call));
  };
  at("GET products", (store) => store.products());
  at("POST products", (store, call) => answerOf(store.createProduct(inputOf(call))));
  at("PATCH products/:id", (store, call) => answerOf(store.updateProduct(numberOf(call), inputOf(call))));
  at("DELETE products/:id", (store, call) => ({ deleted: answerOf(store.deleteProduct(numberOf(call))) }));
  at("POST variants/:id/stock", (store, call) => answerOf(store.setStock(numberOf(call), inputOf(call))));
  at("GET discounts", (store) => store.discounts());
  at("POST discounts", (store, call) => answerOf(store.createDiscount(inputOf(call))));
  at("PATCH discounts/:id", (store, call) => answerOf(store.updateDiscount(numberOf(call), inputOf(call))));
  at("DELETE discounts/:id", (store, call) => ({ deleted: answerOf(store.deleteDiscount(numberOf(call))) }));
  at("GET segments", (store) => store.segments());
  at("POST segments", (store, call) => answerOf(store.createSegment(inputOf(call))));
  at("PATCH segments/:id", (store, call) =>
    answerOf(store.renameSegment(numberOf(call), inputOf<{ name: string }>(call).name)),
  );
  at("DELETE segments/:id", (store, call) => ({ deleted: answerOf(store.deleteSegment(numberOf(call))) }));
  at("GET locations", (store) => store.locations());
  at("PATCH locations/:id", (store, call) => answerOf(store.updateLocation(numberOf(call), inputOf(call))));
  at("PATCH record", (store, call) => answerOf(store.updateShop(inputOf(call))));
  at("GET staff", (store) => store.staff());
  at("POST staff", (store, call) => answerOf(store.saveStaff(inputOf<StaffMember>(call))));
}
