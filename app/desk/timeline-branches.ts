import type { Reader } from "#app/db.server.ts";
import type { EntryKind } from "#app/desk/timeline-entry.ts";
import { daysOfMessages } from "#app/desk/timeline-days.ts";
import { type WholePerson, waysToOrders } from "#app/desk/whole-person.ts";
import { Prisma } from "#app/generated/prisma/client.ts";

export interface Place {
  at: Date;
  kind: string;
  id: string;
}

export interface Question {
  person: WholePerson;
  /** Their addresses as the consent ledger knows them. */
  hashes: string[];
  before: Place | null;
  most: number;
  timeZone: string;
}

/** Every kind of entry before a place, at most a page of each: (at, kind, id, facts). */
export function branchesOf(shop: Reader, question: Question): Prisma.Sql {
  const { person } = question;
  const ways = waysToOrders(person);
  const theirs = ways.length
    ? Prisma.join(
        ways.map(
          (way) => Prisma.sql`select id, name, "placedAt", "cancelledAt", total, currency from "Order"
            where "shopId" = ${shop.id} and "deletedAt" is null and ${way}`,
        ),
        " union ",
      )
    : Prisma.sql`select id, name, "placedAt", "cancelledAt", total, currency from "Order" where false`;
  const branches = [
    daysOfMessages(shop, question),
    ...ofPerson(shop, question),
    ...ofOrders(shop, question),
    ...(ways.length ? [checkouts(shop, question, ways)] : []),
  ];
  // Few at most: the parcels, scans and returns are found from them.
  return Prisma.sql`with theirs as materialized (${theirs}) ${Prisma.join(
    branches.map((branch) => Prisma.sql`(${branch})`),
    " union all ",
  )}`;
}

interface Branch {
  kind: EntryKind;
  /** Columns of the row. */
  at: Prisma.Sql;
  id: Prisma.Sql;
  facts: Prisma.Sql;
  from: Prisma.Sql;
}

/** The first comparison walks the index; the second is exact where several happened at the same moment. */
function branch({ before, most }: Question, { kind, at, id, facts, from }: Branch): Prisma.Sql {
  const only = before
    ? Prisma.sql`and ${at} <= ${before.at} and (${at}, ${kind}::text, ${id}) < (${before.at}, ${before.kind}, ${before.id})`
    : Prisma.empty;
  return Prisma.sql`select ${at} as at, ${kind}::text as kind, ${id} as id, ${facts} as facts
    from ${from} ${only} order by ${at} desc, ${id} desc limit ${most}`;
}

const sql = Prisma.sql;
const staffName = (shop: Reader, id: Prisma.Sql) =>
  sql`(select s.name from "StaffMember" s where s."shopId" = ${shop.id} and s.id = ${id})`;

function ofPerson(shop: Reader, question: Question): Prisma.Sql[] {
  const { customers, conversations, shopifyIds } = question.person;
  return [
    branch(question, {
      kind: "note",
      at: sql`m.at`,
      id: sql`m.id`,
      facts: sql`jsonb_build_object('conversationId', m."conversationId", 'text', left(m.body, 500),
        'by', ${staffName(shop, sql`m."authorId"`)})`,
      from: sql`"Message" m where m."shopId" = ${shop.id} and m."conversationId" = any(${conversations})
        and m.direction = 'note'`,
    }),
    branch(question, {
      kind: "consent",
      at: sql`e.at`,
      id: sql`e.id`,
      facts: sql`jsonb_build_object('channel', e.channel, 'purpose', e.purpose, 'state', e.state, 'level', e.level,
        'source', e.source)`,
      from: sql`"ConsentEntry" e where e."shopId" = ${shop.id} and e.channel in ('sms', 'email', 'whatsapp')
        and e."addressHash" = any(${question.hashes})`,
    }),
    branch(question, {
      kind: "merge",
      at: sql`g.at`,
      id: sql`g.id`,
      facts: sql`jsonb_build_object('kind', g.kind, 'by', ${staffName(shop, sql`g."byId"`)},
        'isUndone', g."undoneAt" is not null)`,
      from: sql`"CustomerMerge" g where g."shopId" = ${shop.id}
        and (g."fromId" = any(${customers}) or g."intoId" = any(${customers}))`,
    }),
    branch(question, {
      kind: "change",
      at: sql`w."askedAt"`,
      id: sql`w.id`,
      facts: sql`jsonb_build_object('kind', w.kind, 'state', w.state,
        'by', ${staffName(shop, sql`nullif(split_part(w."askedBy", 'staff:', 2), '')`)})`,
      from: sql`"ShopifyWrite" w where w."shopId" = ${shop.id} and w."targetId" = any(${shopifyIds})
        and w.kind in ('customer-note', 'customer-tags')`,
    }),
    branch(question, {
      kind: "known",
      at: sql`c."createdAt"`,
      id: sql`c.id`,
      facts: sql`'{}'::jsonb`,
      from: sql`"Customer" c where c."shopId" = ${shop.id} and c.id = ${question.person.id}`,
    }),
  ];
}

function ofOrders(shop: Reader, question: Question): Prisma.Sql[] {
  const order = sql`'orderId', o.id, 'name', o.name`;
  const returned = sql`theirs o join "Return" r on r."shopId" = ${shop.id} and r."orderId" = o.id`;
  const returnFacts = sql`jsonb_build_object('orderId', o.id, 'name', r.name, 'items', r."totalQuantity",
    'status', r.status)`;
  return [
    branch(question, {
      kind: "order-placed",
      at: sql`o."placedAt"`,
      id: sql`o.id`,
      facts: sql`jsonb_build_object(${order}, 'total', jsonb_build_object('amount', o.total, 'currency', o.currency))`,
      from: sql`theirs o where true`,
    }),
    branch(question, {
      kind: "order-cancelled",
      at: sql`o."cancelledAt"`,
      id: sql`o.id`,
      facts: sql`jsonb_build_object(${order})`,
      from: sql`theirs o where o."cancelledAt" is not null`,
    }),
    branch(question, {
      kind: "parcel-sent",
      at: sql`f."shippedAt"`,
      id: sql`f.id`,
      facts: sql`jsonb_build_object(${order}, 'carrier', f.carrier, 'number', f."trackingNumbers"[1])`,
      from: sql`theirs o join "Fulfillment" f on f."shopId" = ${shop.id} and f."orderId" = o.id
        where f.status <> 'CANCELLED'`,
    }),
    branch(question, {
      kind: "scan",
      at: sql`e."happenedAt"`,
      id: sql`e.id`,
      facts: sql`jsonb_build_object(${order}, 'status', e.status, 'city', e.city)`,
      from: sql`theirs o join "Fulfillment" f on f."shopId" = ${shop.id} and f."orderId" = o.id
        join "FulfillmentEvent" e on e."shopId" = ${shop.id} and e."fulfillmentId" = f.id
        where f.status <> 'CANCELLED' and e.status = any(${SCANS_THAT_MATTER})`,
    }),
    branch(question, {
      kind: "return-requested",
      at: sql`r."requestedAt"`,
      id: sql`r.id`,
      facts: returnFacts,
      from: sql`${returned} where true`,
    }),
    branch(question, {
      kind: "return-closed",
      at: sql`r."closedAt"`,
      id: sql`r.id`,
      facts: returnFacts,
      from: sql`${returned} where r."closedAt" is not null`,
    }),
  ];
}

/** Not the many from depot to depot. */
const SCANS_THAT_MATTER = [
  "OUT_FOR_DELIVERY",
  "ATTEMPTED_DELIVERY",
  "DELAYED",
  "DELIVERED",
  "FAILURE",
  "READY_FOR_PICKUP",
];

function checkouts(shop: Reader, question: Question, ways: Prisma.Sql[]): Prisma.Sql {
  return branch(question, {
    kind: "checkout",
    at: sql`k."startedAt"`,
    id: sql`k.token`,
    facts: sql`jsonb_build_object('total', jsonb_build_object('amount', k.total, 'currency', k.currency),
      'items', jsonb_array_length(k.lines), 'isFinished', k."completedAt" is not null)`,
    from: sql`"Checkout" k where k."shopId" = ${shop.id} and (${Prisma.join(ways, " or ")})`,
  });
}
