
-- CreateTable
CREATE TABLE "SenderTrouble" (
    "shopId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SenderTrouble_pkey" PRIMARY KEY ("shopId","accountId","kind","scope")
);

ALTER TABLE "SenderTrouble" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SenderTrouble" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SenderTrouble"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));
