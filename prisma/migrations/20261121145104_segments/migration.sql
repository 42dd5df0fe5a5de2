-- AlterTable
ALTER TABLE "Customer" ADD COLUMN     "segmentsAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Segment" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT,
    "sourceUpdatedAt" TIMESTAMPTZ(3),
    "knownSince" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Segment_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "SegmentMembership" (
    "shopId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "segmentId" TEXT NOT NULL,
    "isIn" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SegmentMembership_pkey" PRIMARY KEY ("shopId","customerId","segmentId")
);

-- CreateIndex
CREATE INDEX "SegmentMembership_shopId_segmentId_idx" ON "SegmentMembership"("shopId", "segmentId");

-- AddForeignKey
ALTER TABLE "SegmentMembership" ADD CONSTRAINT "SegmentMembership_shopId_customerId_fkey" FOREIGN KEY ("shopId", "customerId") REFERENCES "Customer"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SegmentMembership" ADD CONSTRAINT "SegmentMembership_shopId_segmentId_fkey" FOREIGN KEY ("shopId", "segmentId") REFERENCES "Segment"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Segment" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Segment" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Segment"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "SegmentMembership" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SegmentMembership" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SegmentMembership"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));
