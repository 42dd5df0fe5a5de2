/** How one table stands in the page that people read: in this order, under these words. Others follow by their name. */
export const SECTIONS: [table: string, heading: string][] = [
  ["Customer", "Who they are"],
  ["ContactPoint", "Ways to reach them"],
  ["SegmentMembership", "Groups of customers the shop counts them in"],
  ["Consent", "Every yes and no to messages"],
  ["Message", "What was written"],
  ["Conversation", "Conversations"],
  ["FileContent", "Files sent"],
  ["File", "About the files"],
  ["Order", "Orders"],
  ["OrderLine", "Items ordered"],
  ["FulfillmentOrder", "Groups of items to be sent"],
  ["Fulfillment", "Parcels"],
  ["FulfillmentEvent", "Scans of parcels"],
  ["ParcelNumber", "Numbers by which parcels are found"],
  ["ScanTracker", "Parcels followed by a scan feed"],
  ["ParcelFollow", "Parcels they asked to hear of"],
  ["ParcelAlert", "Delivery alerts"],
  ["Return", "Returns"],
  ["ReturnLine", "Items returned"],
  ["ReturnParcel", "Parcels sent back"],
  ["Cart", "Carts"],
  ["Checkout", "Checkouts that were begun"],
  ["OrderProof", "Orders they have shown to be theirs"],
  ["OrderCode", "Codes that were sent to them"],
  ["OpenQuestion", "Questions that wait for their answer"],
  ["SegmentMembership", "Groups of customers they belong to"],
  ["CustomerMerge", "Customers shown as one person"],
  ["MergeDismissal", "Customers known to be somebody else"],
  ["SegmentMembership", "Segments of the shop they are in"],
  ["ShopifyWrite", "Changes the shop's team made at Shopify"],
  ["CustomerAccess", "When the shop's team looked at them"],
  ["DeliveryReport", "What carriers of messages reported"],
  ["DomainEvent", "What happened, step by step"],
];

/** Columns whose name in plain words is not their own. */
export const FIELDS: Record<string, string> = {
  at: "When",
  hour: "In the hour from",
  isIn: "In it",
  kind: "Kind",
  shopifyId: "Customer number at Shopify",
  customerShopifyId: "Customer number at Shopify",
  orderId: "Order number at Shopify",
  locale: "Language",
  createdAt: "Known since",
  verifiedAt: "Shown to be theirs",
  badSince: "Unreachable since",
  spent: "Spent in all",
  spentCurrency: "Currency",
  ordersCount: "Number of orders",
  name: "Name",
  poNumber: "Purchase order number",
  contactPhone: "Phone on the order",
  toCountry: "Sent to country",
  toRegion: "Sent to region",
  dueAt: "Promised by",
  handedOverAt: "With the shop's team since",
  handedOverBecause: "Because",
  lastActivityAt: "Last activity",
  lastCustomerAt: "They last wrote",
};

/** What people look for first, ahead of whatever else is known. */
export const FIRST = ["firstName", "lastName", "name", "title", "orderId", "kind", "value", "channel", "at"];

/**
 * Columns by which rows find each other and are kept in order: no word about anybody, and a burden to whoever reads.
 * They stand in the JSON file.
 */
export const isTechnical = (column: string): boolean =>
  TECHNICAL.has(column) || (/(^id|[a-z]Ids?)$/.test(column) && !FIELDS[column]);

const TECHNICAL = new Set([
  "version",
  "seq",
  "lastSeq",
  "staffReadSeq",
  "shopperReadSeq",
  "unread",
  "fence",
  "intent",
  "key",
  "matchKey",
  "nameKey",
  "numberKey",
  "voidTag",
  "network",
  "addressHash",
  "claimedUntil",
  "stateAt",
  "triedSince",
  "standingBefore",
  "tagNews",
  "tagsAt",
  "totalsAt",
  "loyaltyAt",
  "segmentsAt",
  "sourceUpdatedAt",
  "lastPreview",
  "lastAuthor",
]);
