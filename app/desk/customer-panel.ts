import { displayName } from "#app/customers/display-name.ts";
import type { Shop } from "#app/db.server.ts";
import type { Prisma } from "#app/generated/prisma/client.ts";
import type { Money } from "#app/money.ts";

export interface PanelOrder {
  id: string;
  name: string;
  placedAt: string;
  total: Money;
  financialStatus: string | null;
  fulfillmentStatus: string | null;
  isCancelled: boolean;
  items: { title: string; quantity: number }[];
  parcels: PanelParcel[];
  /** How this thread has shown that it may hear of this order; null where it has not. */
  proven: string | null;
}

export interface PanelParcel {
  id: string;
  status: string | null;
  carrier: string | null;
  number: string | null;
  url: string | null;
  lastScanAt: string | null;
  expectedAt: string | null;
  deliveredAt: string | null;
}

export interface CustomerPanel {
  name: string | null;
  shopifyId: string | null;
  locale: string | null;
  country: string | null;
  since: string;
  contacts: { kind: string; value: string; isVerified: boolean; isBad: boolean }[];
  orders: PanelOrder[];
}

const MOST_ORDERS = 10;

/** What stands beside a thread: who it is, how to reach them, and their newest orders with parcels. */
export async function readCustomerPanel(
  shop: Shop,
  { conversationId, customerId }: { conversationId: string; customerId: string },
): Promise<CustomerPanel | null> {
  const customer = await shop.tx.customer.findUnique({
    where: { shopId_id: { shopId: shop.id, id: customerId } },
    include: { contactPoints: { orderBy: { createdAt: "asc" }, take: 20 } },
  });
  if (!customer) return null;
  const proofs = await readProofs(shop, conversationId);
  const contacts = customer.contactPoints.filter(({ kind }) => kind !== "visitor");
  const orders = await readOrders(shop, whose(customer.shopifyId, contacts, [...proofs.keys()]));
  return {
    name: displayName(customer),
    shopifyId: customer.shopifyId,
    locale: customer.locale,
    country: customer.country,
    since: customer.createdAt.toISOString(),
    contacts: contacts.map(({ kind, value, verifiedAt, badSince }) => ({
      kind,
      value,
      isVerified: verifiedAt !== null,
      isBad: badSince !== null,
    })),
    orders: orders.map((order) => ({ ...order, proven: proofs.get(order.id) ?? null })),
  };
}

async function readProofs(shop: Shop, conversationId: string): Promise<Map<string, string>> {
  const where = { shopId: shop.id, conversationId, until: { gt: shop.at } };
  const proofs = await shop.tx.orderProof.findMany({ where });
  return new Map(proofs.map(({ orderId, how }) => [orderId, how]));
}

/** Staff may see every order that names this person, whether or not the thread has proven it. */
function whose(
  shopifyId: string | null,
  contacts: { kind: string; value: string }[],
  proven: string[],
): Prisma.OrderWhereInput[] {
  const values = (kind: string) => contacts.filter((point) => point.kind === kind).map(({ value }) => value);
  const ways: Prisma.OrderWhereInput[] = [];
  if (shopifyId) ways.push({ customerShopifyId: shopifyId });
  if (values("email").length) ways.push({ email: { in: values("email") } });
  if (values("phone").length) ways.push({ phone: { in: values("phone") } });
  if (proven.length) ways.push({ id: { in: proven } });
  return ways;
}

async function readOrders(shop: Shop, ways: Prisma.OrderWhereInput[]): Promise<Omit<PanelOrder, "proven">[]> {
  if (!ways.length) return [];
  const orders = await shop.tx.order.findMany({
    where: { shopId: shop.id, deletedAt: null, OR: ways },
    orderBy: [{ placedAt: "desc" }, { id: "desc" }],
    take: MOST_ORDERS,
    include: { lines: { take: 20 }, fulfillments: { orderBy: { shippedAt: "asc" }, take: 10 } },
  });
  return orders.map((order) => ({
    id: order.id,
    name: order.name,
    placedAt: order.placedAt.toISOString(),
    total: { amount: order.total, currency: order.currency },
    financialStatus: order.financialStatus,
    fulfillmentStatus: order.fulfillmentStatus,
    isCancelled: order.cancelledAt !== null,
    items: order.lines
      .filter(({ currentQuantity }) => currentQuantity > 0)
      .map(({ title, variantTitle, currentQuantity }) => ({
        title: variantTitle ? `${title}, ${variantTitle}` : title,
        quantity: currentQuantity,
      })),
    parcels: order.fulfillments.filter(({ status }) => status !== "CANCELLED").map(parcel),
  }));
}

type Row = Prisma.FulfillmentGetPayload<object>;

function parcel(row: Row): PanelParcel {
  return {
    id: row.id,
    status: row.shipmentStatus,
    carrier: row.carrier,
    number: row.trackingNumbers[0] ?? null,
    // Only what a browser may follow: a carrier's address comes from outside.
    url: row.trackingUrl && /^https:\/\//.test(row.trackingUrl) ? row.trackingUrl : null,
    lastScanAt: row.lastScanAt?.toISOString() ?? null,
    expectedAt: row.estimatedDeliveryAt?.toISOString() ?? null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
  };
}
