import { dropForgotten } from "#app/customers/forgotten.ts";
import type { Shop } from "#app/db.server.ts";
import { idOfGid } from "#app/id.ts";
import { keepReturns } from "#app/returns/mirror-return.ts";
import { rereadReturns } from "#app/returns/reread-return.ts";
import {
  exchangeLineFromAdmin,
  returnHeadFromAdmin,
  returnLineFromAdmin,
} from "#app/returns/return-from-admin.ts";
import type { ExchangeLine, ReturnLineRecord, ReturnRecord } from "#app/returns/return-record.ts";
import { type Batch, type Importer, stage } from "#app/shopify/bulk/importer.ts";
import {
  EXCHANGE_LINE_FACTS,
  RETURN_HEAD,
  RETURN_LINE_FACTS,
} from "#app/shopify/operations/returns.graphql.ts";
import type {
  ExchangeLineFactsFragment,
  ReturnHeadFragment,
  ReturnLineFactsFragment,
} from "#app/shopify/operations/types.generated.ts";

const lineColumns = { returnId: "text", id: "text", line: "jsonb" } as const;
const lineRow = (node: ReturnLineFactsFragment, one: { id: string } | null) =>
  one && { returnId: one.id, id: idOfGid(node.id), line: returnLineFromAdmin(node) };

/**
 * Returns with their lines. The API has no list of them, and an order whose returns were all declined or cancelled
 * counts as one without (`return_status:no_return`), so every order is gone through: most are a short line each. Labels
 * and what arrived lie deeper than a bulk query may go: of returns that are not over, and of any whose lines came apart
 * from it in the file, the whole is read once more by itself.
 */
export const importReturns: Importer = {
  kind: "returns",
  words: "orders checked for returns",
  scopes: ["read_orders", "read_returns"],
  after: ["orders"],
  isWindowed: true,
  query: (window) => `
    query ImportReturns {
      orders(sortKey: CREATED_AT, reverse: true${window ? `, query: ${JSON.stringify(window)}` : ""}) {
        edges {
          node {
            id
            returns {
              edges {
                node {
                  ...ReturnHead
                  returnLineItems { edges { node { ...ReturnLineFacts } } }
                  exchangeLineItems { edges { node { ...ExchangeLineFacts } } }
                }
              }
            }
          }
        }
      }
    }
    ${RETURN_HEAD}
    ${RETURN_LINE_FACTS}
    ${EXCHANGE_LINE_FACTS}`,
  stages: [
    stage({
      type: "Order",
      table: "staged_gone_through",
      columns: { id: "text" },
      // They are counted, and nothing of them is kept here.
      row: () => null,
    }),
    stage({
      type: "Return",
      table: "staged_return",
      columns: { id: "text", orderId: "text", record: "jsonb" },
      row: (node: ReturnHeadFragment) => {
        const head = returnHeadFromAdmin(node);
        return { id: head.id, orderId: head.orderId, record: head };
      },
    }),
    stage({ type: "ReturnLineItem", table: "staged_return_line", columns: lineColumns, row: lineRow }),
    stage({
      type: "UnverifiedReturnLineItem",
      table: "staged_unverified_line",
      columns: lineColumns,
      row: lineRow,
    }),
    stage({
      type: "ExchangeLineItem",
      table: "staged_exchange_line",
      columns: lineColumns,
      row: (node: ExchangeLineFactsFragment, one) =>
        one && { returnId: one.id, id: idOfGid(node.id), line: exchangeLineFromAdmin(node) },
    }),
  ],
  upsert: upsertReturns,
};

type Head = ReturnType<typeof returnHeadFromAdmin>;
/** As it lies in the staging table: times are text there. */
type Staged = Omit<Head, "requestedAt" | "closedAt"> & { requestedAt: string; closedAt: string | null };

interface StagedReturn {
  record: Staged;
  lines: ReturnLineRecord[];
  exchangeLines: ExchangeLine[];
}

async function upsertReturns(shop: Shop, { askedAt }: Batch): Promise<void> {
  await dropForgotten(shop, "order", { table: "staged_return", column: "orderId" });
  const rows = await shop.sql<StagedReturn>`
    select distinct on (r.id) record,
      coalesce((select jsonb_agg(line order by l.id) from
        (select * from staged_return_line union all select * from staged_unverified_line) l
        where l."returnId" = r.id), '[]') as lines,
      coalesce((select jsonb_agg(line order by e.id) from staged_exchange_line e
        where e."returnId" = r.id), '[]') as "exchangeLines"
    from staged_return r order by r.id`;
  const records = rows.map((row) => toRecord(row, askedAt));
  await keepReturns(shop, records, { quiet: true });
  const strays = await shop.sql<{ id: string }>`
    select distinct l."returnId" as id from
      (select * from staged_return_line union all select * from staged_unverified_line
        union all select * from staged_exchange_line) l
    where not exists (select from staged_return r where r.id = l."returnId")`;
  const open = records.filter(({ status }) => status === "OPEN" || status === "REQUESTED");
  await rereadReturns(
    shop,
    [...open, ...strays].map(({ id }) => id),
  );
}

function toRecord({ record, lines, exchangeLines }: StagedReturn, readAt: Date): ReturnRecord {
  const { requestedAt, closedAt, ...head } = record;
  return {
    ...head,
    requestedAt: new Date(requestedAt),
    closedAt: closedAt ? new Date(closedAt) : null,
    lines,
    exchangeLines,
    // What was processed has arrived; what else arrived is known by the reading of its own.
    receivedQuantity: lines.reduce((sum, { processedQuantity }) => sum + processedQuantity, 0),
    parcels: null,
    readAt,
  };
}
