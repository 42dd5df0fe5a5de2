-- CreateTable
CREATE TABLE "RetentionPeriod" (
    "shopId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "days" INTEGER,
    "setAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RetentionPeriod_pkey" PRIMARY KEY ("shopId","kind")
);

-- CreateIndex
CREATE INDEX "Conversation_shopId_lastActivityAt_idx" ON "Conversation"("shopId", "lastActivityAt");

ALTER TABLE "RetentionPeriod" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "RetentionPeriod" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "RetentionPeriod"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));
