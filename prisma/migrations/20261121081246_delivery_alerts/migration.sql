-- AlterTable
ALTER TABLE "Fulfillment" ADD COLUMN     "items" JSONB,
ADD COLUMN     "locationId" TEXT;

-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "orderId" TEXT,
ADD COLUMN     "parcelId" TEXT;

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "contactPhone" TEXT,
ADD COLUMN     "locale" TEXT,
ADD COLUMN     "toCountry" TEXT,
ADD COLUMN     "toRegion" TEXT;

-- CreateTable
CREATE TABLE "ParcelAlert" (
    "shopId" TEXT NOT NULL,
    "parcelId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "conversationId" TEXT,
    "messageId" TEXT,
    "happenedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ParcelAlert_pkey" PRIMARY KEY ("shopId","parcelId","kind")
);

-- CreateTable
CREATE TABLE "AlertSetting" (
    "shopId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "channels" TEXT[],
    "notAtNight" BOOLEAN NOT NULL,
    "onSince" TIMESTAMPTZ(3),

    CONSTRAINT "AlertSetting_pkey" PRIMARY KEY ("shopId","kind")
);

-- CreateTable
CREATE TABLE "AlertTemplate" (
    "shopId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AlertTemplate_pkey" PRIMARY KEY ("shopId","kind","language")
);

-- CreateTable
CREATE TABLE "ParcelFollow" (
    "shopId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ParcelFollow_pkey" PRIMARY KEY ("shopId","orderId","conversationId")
);

-- CreateTable
CREATE TABLE "CarrierLane" (
    "shopId" TEXT NOT NULL,
    "carrier" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "parcels" INTEGER NOT NULL,
    "scanned" INTEGER NOT NULL,
    "arrived" INTEGER NOT NULL,
    "medianDays" DOUBLE PRECISION,
    "p95Days" DOUBLE PRECISION,
    "measuredAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CarrierLane_pkey" PRIMARY KEY ("shopId","carrier","origin","country","region")
);

-- CreateIndex
CREATE INDEX "ParcelAlert_shopId_orderId_idx" ON "ParcelAlert"("shopId", "orderId");

-- CreateIndex
CREATE INDEX "ParcelAlert_shopId_decidedAt_parcelId_kind_idx" ON "ParcelAlert"("shopId", "decidedAt" DESC, "parcelId", "kind");

-- CreateIndex
CREATE INDEX "ParcelFollow_shopId_conversationId_idx" ON "ParcelFollow"("shopId", "conversationId");

-- CreateIndex
CREATE INDEX "Fulfillment_shopId_deliveredAt_shippedAt_idx" ON "Fulfillment"("shopId", "deliveredAt", "shippedAt");

-- AddForeignKey
ALTER TABLE "ParcelAlert" ADD CONSTRAINT "ParcelAlert_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ParcelFollow" ADD CONSTRAINT "ParcelFollow_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "ParcelAlert" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ParcelAlert" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ParcelAlert"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "AlertSetting" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "AlertSetting" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "AlertSetting"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "AlertTemplate" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "AlertTemplate" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "AlertTemplate"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "ParcelFollow" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ParcelFollow" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ParcelFollow"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "CarrierLane" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "CarrierLane" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "CarrierLane"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));
