import { once } from "node:events";
import { createWriteStream } from "node:fs";

/**
 * Writes a bulk file of orders with two lines each, as Shopify writes what import-orders.ts asks for (slashes escaped,
 * children behind their parent among others'), of about so many bytes. Returns how many orders it holds.
 */
export async function writeFile(path: string, bytes: number): Promise<number> {
  const file = createWriteStream(path);
  let [written, orders] = [0, 0];
  while (written < bytes) {
    const lines: string[] = [];
    const from = orders;
    for (; orders < from + 50; orders++) lines.push(orderLine(orders));
    for (let n = from; n < orders; n++) lines.push(itemLine(n, 0), itemLine(n, 1));
    const text = `${lines.join("\n")}\n`;
    written += text.length;
    if (!file.write(text)) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
  return orders;
}

const FIRST = 5_000_000_000_000;
const NEWEST = Date.UTC(2026, 10, 1);
const written = (node: object): string => JSON.stringify(node).replaceAll("/", "\\/");

function orderLine(n: number): string {
  const at = new Date(NEWEST - n * 60_000).toISOString().replace(".000", "");
  return written({
    id: `gid://shopify/Order/${FIRST + n}`,
    name: `#${1_000 + n}`,
    createdAt: at,
    processedAt: at,
    updatedAt: at,
    cancelledAt: null,
    closedAt: at,
    email: `shopper${n % 200_000}@example.com`,
    phone: n % 3 ? null : `+49151${String(10_000_000 + (n % 200_000))}`,
    poNumber: null,
    sourceName: "web",
    requiresShipping: true,
    displayFinancialStatus: "PAID",
    displayFulfillmentStatus: "FULFILLED",
    customerLocale: "de-DE",
    customer: { id: `gid://shopify/Customer/${FIRST + (n % 200_000)}` },
    shippingAddress: { countryCodeV2: "DE", provinceCode: null },
    currentTotalPriceSet: {
      presentmentMoney: { amount: (10 + (n % 9_000) / 100).toFixed(2), currencyCode: "EUR" },
    },
  });
}

function itemLine(n: number, item: number): string {
  return written({
    id: `gid://shopify/LineItem/${FIRST + n * 2 + item}`,
    title: item ? "Storm Lantern \u2013 brass" : "Driftwood Shelf",
    variantTitle: item ? null : "Oak / 60 cm",
    sku: `SKU-${n % 500}-${item}`,
    quantity: 1 + (n % 3),
    currentQuantity: 1 + (n % 3),
    unfulfilledQuantity: 0,
    requiresShipping: true,
    isGiftCard: false,
    product: { id: `gid://shopify/Product/${FIRST + (n % 500)}` },
    variant: { id: `gid://shopify/ProductVariant/${FIRST + (n % 500)}` },
    __parentId: `gid://shopify/Order/${FIRST + n}`,
  });
}
