-- AlterTable
ALTER TABLE "Customer" ADD COLUMN     "loyalty" JSONB,
ADD COLUMN     "loyaltyAt" TIMESTAMPTZ(3),
ADD COLUMN     "note" TEXT,
ADD COLUMN     "ordersCount" INTEGER,
ADD COLUMN     "spent" TEXT,
ADD COLUMN     "spentCurrency" TEXT,
ADD COLUMN     "tagNews" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "tagsAt" TIMESTAMPTZ(3),
ADD COLUMN     "totalsAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "ShopSettings" ADD COLUMN     "loyaltyFields" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "staffMayNote" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "staffMayTag" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "ShopifyWrite" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB NOT NULL,
    "found" JSONB,
    "askedBy" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "ShopifyWrite_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateIndex
CREATE INDEX "ShopifyWrite_shopId_targetId_askedAt_id_idx" ON "ShopifyWrite"("shopId", "targetId", "askedAt" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "ShopifyWrite_shopId_key_key" ON "ShopifyWrite"("shopId", "key");

-- CreateIndex
CREATE INDEX "Message_shopId_conversationId_at_idx" ON "Message"("shopId", "conversationId", "at" DESC);

-- Internal notes of a thread, for the timeline: few among many messages.
CREATE INDEX "Message_notes" ON "Message"("shopId", "conversationId", "at" DESC, "id") WHERE "direction" = 'note';

ALTER TABLE "ShopifyWrite" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ShopifyWrite" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ShopifyWrite"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));
