-- CreateTable
CREATE TABLE "MessageTemplate" (
    "shopId" TEXT NOT NULL,
    "wabaId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "quality" TEXT NOT NULL,
    "reason" TEXT,
    "components" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MessageTemplate_pkey" PRIMARY KEY ("shopId","wabaId","name","language")
);

ALTER TABLE "MessageTemplate" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "MessageTemplate" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "MessageTemplate"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));
