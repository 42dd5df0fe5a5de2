import { handleOf, skuOf } from "../catalog.ts";
import type { Desk } from "../desk.ts";
import { done, missing, refused } from "../outcome.ts";
import { tell } from "../save-order.ts";
import type { Location, Product, Shop, StaffMember, Variant } from "../types.ts";
import type { Outcome, ProductInput } from "../verb-types.ts";

export function createProduct(desk: Desk, input: ProductInput & { title: string }): Outcome<Product> {
  if (!input.title?.trim()) return refused("Title can't be blank", ["title"], "BLANK");
  const at = desk.now();
  const id = desk.nextId("Catalog");
  const product: Product = {
    id,
    createdAt: at,
    updatedAt: at,
    title: input.title,
    handle: handleOf(input.title),
    vendor: "Tidewater",
    productType: input.productType ?? "",
    description: input.description ?? "",
    descriptionHtml: `<p>${input.description ?? ""}</p>`,
    tags: input.tags ?? [],
    status: input.status ?? "ACTIVE",
    isGiftCard: false,
    options: [{ name: "Title", values: ["Default Title"] }],
    picture: { hue: id % 360, glyph: "box" },
    variants: [],
    publishedAt: at,
  };
  const wanted = input.variants?.length ? input.variants : [{ title: "Default Title" }];
  if (input.variants?.length)
    product.options = [{ name: "Kind", values: input.variants.map(({ title }) => title) }];
  product.variants = wanted.map((one, index) =>
    newVariant(desk, product, { price: input.price ?? "0.00", ...one, position: index + 1 }),
  );
  for (const variant of product.variants) desk.variants.set(variant.id, variant);
  desk.products.set(id, product);
  tell(desk, at, { topic: "products/create", resource: "Product", id, record: product });
  return done(product);
}

export function updateProduct(desk: Desk, id: number, input: ProductInput): Outcome<Product> {
  const known = desk.products.get(id);
  if (!known) return missing("Product");
  const at = desk.now();
  const { price, variants: _, ...plain } = input;
  for (const [key, value] of Object.entries(plain))
    if (value !== undefined) Object.assign(known, { [key]: value });
  if (input.description !== undefined) known.descriptionHtml = `<p>${input.description}</p>`;
  for (const variant of known.variants) {
    if (price !== undefined) Object.assign(variant, { price, updatedAt: at });
  }
  known.updatedAt = at;
  tell(desk, at, { topic: "products/update", resource: "Product", id, record: known });
  return done(known);
}

export function deleteProduct(desk: Desk, id: number): Outcome<number> {
  const product = desk.products.get(id);
  if (!product) return missing("Product");
  for (const variant of product.variants) desk.variants.delete(variant.id);
  desk.products.delete(id);
  tell(desk, desk.now(), { topic: "products/delete", resource: "Product", id, record: product });
  return done(id);
}

export function updateShop(desk: Desk, input: Partial<Shop>): Outcome<Shop> {
  const at = desk.now();
  Object.assign(desk.shop, input, { updatedAt: at });
  const shop = { resource: "Shop", id: desk.shop.id, record: desk.shop };
  if (input.locales)
    for (const locale of input.locales)
      tell(desk, at, { topic: "locales/update", ...shop, detail: { ...locale } });
  if (input.primaryDomain) tell(desk, at, { topic: "domains/update", ...shop });
  if (input.customerAccounts) tell(desk, at, { topic: "customer_account_settings/update", ...shop });
  // Policies tell nobody.
  const { policies: _, customerAccounts: _accounts, ...told } = input;
  if (Object.keys(told).length) tell(desk, at, { topic: "shop/update", ...shop });
  return done(desk.shop);
}

export function updateLocation(desk: Desk, id: number, input: Partial<Location>): Outcome<Location> {
  const known = desk.locations.find((one) => one.id === id);
  if (!known) return missing("Location");
  const at = desk.now();
  Object.assign(known, input, { updatedAt: at });
  tell(desk, at, { topic: "locations/update", resource: "Location", id, record: known });
  return done(known);
}

/** Adds a staff member, or changes the one with that id. */
export function saveStaff(desk: Desk, input: StaffMember): Outcome<StaffMember> {
  if (!input.id || !input.email) return refused("Id and email can't be blank", ["id"], "BLANK");
  const known = desk.staff.find((one) => one.id === input.id);
  if (known) return done(Object.assign(known, input));
  const member = {
    id: input.id,
    firstName: input.firstName ?? "",
    lastName: input.lastName ?? "",
    email: input.email,
    accountOwner: input.accountOwner ?? false,
    locale: input.locale ?? "en",
  };
  desk.staff.push(member);
  return done(member);
}

function newVariant(
  desk: Desk,
  product: Product,
  { title, price, position }: { title: string; price: string; position: number },
): Variant {
  const id = desk.nextId("Catalog");
  const level = { available: 10, onHand: 10, committed: 0, incoming: 0, updatedAt: product.createdAt };
  return {
    id,
    productId: product.id,
    inventoryItemId: desk.nextId("Catalog"),
    createdAt: product.createdAt,
    updatedAt: product.createdAt,
    title,
    sku: skuOf(product.title, title),
    barcode: null,
    price,
    compareAtPrice: null,
    selectedOptions: [{ name: product.options[0]!.name, value: title }],
    position,
    taxable: true,
    requiresShipping: true,
    grams: 500,
    inventoryPolicy: "DENY",
    presaleShipsOn: null,
    stock: desk.locations.map((location) => ({ locationId: location.id, ...level })),
  };
}
