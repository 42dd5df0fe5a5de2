-- AlterTable
ALTER TABLE "DomainEvent" ALTER COLUMN "xid" SET DEFAULT (pg_current_xact_id()::text)::bigint;

-- CreateTable
CREATE TABLE "SenderRegistration" (
    "shopId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "state" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "checkedAt" TIMESTAMPTZ(3),
    "fence" INTEGER NOT NULL DEFAULT 0,
    "claimedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "SenderRegistration_pkey" PRIMARY KEY ("shopId","accountId")
);

ALTER TABLE "SenderRegistration" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SenderRegistration" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SenderRegistration"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));
