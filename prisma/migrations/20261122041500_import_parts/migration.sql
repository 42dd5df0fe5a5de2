-- AlterTable
ALTER TABLE "ConsentImport" ADD COLUMN     "counts" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "plan" JSONB,
ADD COLUMN     "stoppedAt" TIMESTAMPTZ(3),
ADD COLUMN     "total" INTEGER;

-- CreateTable
CREATE TABLE "ConsentImportPart" (
    "shopId" TEXT NOT NULL,
    "importId" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "sealed" BYTEA,
    "outcomes" TEXT[],

    CONSTRAINT "ConsentImportPart_pkey" PRIMARY KEY ("shopId","importId","part")
);

-- AddForeignKey
ALTER TABLE "ConsentImportPart" ADD CONSTRAINT "ConsentImportPart_shopId_importId_fkey" FOREIGN KEY ("shopId", "importId") REFERENCES "ConsentImport"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "ConsentImportPart" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ConsentImportPart" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ConsentImportPart"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));
