-- AlterTable
-- The rule stands in customers/match-key.ts too; tests/customers/match-key compares them.
ALTER TABLE "ContactPoint" ADD COLUMN "matchKey" TEXT GENERATED ALWAYS AS (
  CASE WHEN kind IN ('phone', 'whatsapp') THEN
    regexp_replace(regexp_replace(regexp_replace(value,
      '^\+55(\d\d)([6-9]\d{7})$', '+55\19\2'),
      '^\+521(\d{10})$', '+52\1'),
      '^\+549(\d{10})$', '+54\1')
  ELSE value END) STORED;

-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "headId" TEXT,
ADD COLUMN     "standingBefore" JSONB;

-- AlterTable
ALTER TABLE "Customer" ADD COLUMN     "partOfId" TEXT;

-- AlterTable
ALTER TABLE "DomainEvent" ALTER COLUMN "xid" SET DEFAULT (pg_current_xact_id()::text)::bigint;

-- CreateTable
CREATE TABLE "CustomerMerge" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "fromId" TEXT NOT NULL,
    "intoId" TEXT NOT NULL,
    "byId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undoneAt" TIMESTAMPTZ(3),
    "undoneBy" TEXT,

    CONSTRAINT "CustomerMerge_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "MergeDismissal" (
    "shopId" TEXT NOT NULL,
    "oneId" TEXT NOT NULL,
    "otherId" TEXT NOT NULL,
    "byId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MergeDismissal_pkey" PRIMARY KEY ("shopId","oneId","otherId")
);

-- CreateIndex
CREATE INDEX "CustomerMerge_shopId_fromId_idx" ON "CustomerMerge"("shopId", "fromId");

-- CreateIndex
CREATE INDEX "CustomerMerge_shopId_intoId_idx" ON "CustomerMerge"("shopId", "intoId");

-- CreateIndex
CREATE INDEX "ContactPoint_shopId_kind_matchKey_idx" ON "ContactPoint"("shopId", "kind", "matchKey");

-- CreateIndex
CREATE INDEX "Conversation_shopId_headId_idx" ON "Conversation"("shopId", "headId");

-- CreateIndex
CREATE INDEX "Customer_shopId_partOfId_idx" ON "Customer"("shopId", "partOfId");

ALTER TABLE "CustomerMerge" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "CustomerMerge" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "CustomerMerge"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "MergeDismissal" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "MergeDismissal" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "MergeDismissal"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

-- One holder for both forms of a number: where two had verified one each, the earlier proof stands.
ALTER TABLE "ContactPoint" NO FORCE ROW LEVEL SECURITY;
UPDATE "ContactPoint" p SET "verifiedAt" = NULL
WHERE p."verifiedAt" IS NOT NULL AND EXISTS (
  SELECT FROM "ContactPoint" o WHERE o."shopId" = p."shopId" AND o.kind = p.kind AND o."matchKey" = p."matchKey"
    AND o."verifiedAt" IS NOT NULL AND (o."verifiedAt", o.id) < (p."verifiedAt", p.id));
ALTER TABLE "ContactPoint" FORCE ROW LEVEL SECURITY;
DROP INDEX "ContactPoint_verified_key";
CREATE UNIQUE INDEX "ContactPoint_verified_key" ON "ContactPoint" ("shopId", kind, "matchKey") WHERE "verifiedAt" IS NOT NULL;
