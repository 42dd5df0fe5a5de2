-- AlterTable
ALTER TABLE "FulfillmentEvent" ADD COLUMN     "source" TEXT NOT NULL DEFAULT 'shopify';

-- CreateTable
CREATE TABLE "ParcelNumber" (
    "shopId" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "fulfillmentId" TEXT NOT NULL,

    CONSTRAINT "ParcelNumber_pkey" PRIMARY KEY ("shopId","number","fulfillmentId")
);

-- CreateTable
CREATE TABLE "ScanTracker" (
    "shopId" TEXT NOT NULL,
    "fulfillmentId" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "feed" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "trackerId" TEXT,
    "refusedFor" TEXT,
    "stateAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ScanTracker_pkey" PRIMARY KEY ("shopId","fulfillmentId","number")
);

-- CreateIndex
CREATE INDEX "ParcelNumber_shopId_fulfillmentId_idx" ON "ParcelNumber"("shopId", "fulfillmentId");

-- CreateIndex
CREATE INDEX "ScanTracker_shopId_trackerId_idx" ON "ScanTracker"("shopId", "trackerId");

-- CreateIndex
CREATE INDEX "ScanTracker_shopId_feed_state_stateAt_idx" ON "ScanTracker"("shopId", "feed", "state", "stateAt");

-- AddForeignKey
ALTER TABLE "ParcelNumber" ADD CONSTRAINT "ParcelNumber_shopId_fulfillmentId_fkey" FOREIGN KEY ("shopId", "fulfillmentId") REFERENCES "Fulfillment"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScanTracker" ADD CONSTRAINT "ScanTracker_shopId_fulfillmentId_fkey" FOREIGN KEY ("shopId", "fulfillmentId") REFERENCES "Fulfillment"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "ParcelNumber" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ParcelNumber" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ParcelNumber"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "ScanTracker" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ScanTracker" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ScanTracker"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));
