-- Before the first release: what the ledger holds so far is the town's. A released ledger is never emptied.
TRUNCATE "ConsentEntry", "ConsentState";

-- DropIndex
DROP INDEX "ConsentEntry_shopId_channel_address_at_idx";

-- AlterTable
ALTER TABLE "ConsentEntry" DROP COLUMN "address",
DROP COLUMN "evidence",
ADD COLUMN     "addressHash" TEXT NOT NULL,
ADD COLUMN     "keyId" TEXT NOT NULL,
ADD COLUMN     "sealed" BYTEA NOT NULL;

-- AlterTable
ALTER TABLE "ConsentState" DROP CONSTRAINT "ConsentState_pkey",
DROP COLUMN "address",
ADD COLUMN     "addressHash" TEXT NOT NULL,
ADD CONSTRAINT "ConsentState_pkey" PRIMARY KEY ("shopId", "channel", "addressHash", "purpose");

-- CreateTable
CREATE TABLE "Tombstone" (
    "shopId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "idHash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Tombstone_pkey" PRIMARY KEY ("shopId","kind","idHash")
);

-- CreateTable
CREATE TABLE "ConsentKey" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "addressHash" TEXT NOT NULL,
    "sealedKey" BYTEA NOT NULL,

    CONSTRAINT "ConsentKey_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "PrivacyRequest" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "customerHash" TEXT,
    "state" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),
    "export" BYTEA,
    "exportUntil" TIMESTAMPTZ(3),

    CONSTRAINT "PrivacyRequest_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "CustomerAccess" (
    "shopId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CustomerAccess_pkey" PRIMARY KEY ("shopId","customerId","staffId","hour")
);

-- CreateIndex
CREATE UNIQUE INDEX "ConsentKey_shopId_channel_addressHash_key" ON "ConsentKey"("shopId", "channel", "addressHash");

-- CreateIndex
CREATE INDEX "PrivacyRequest_shopId_receivedAt_id_idx" ON "PrivacyRequest"("shopId", "receivedAt" DESC, "id");

-- CreateIndex
CREATE INDEX "PrivacyRequest_shopId_customerHash_idx" ON "PrivacyRequest"("shopId", "customerHash");

-- CreateIndex
CREATE UNIQUE INDEX "PrivacyRequest_shopId_key_key" ON "PrivacyRequest"("shopId", "key");

-- CreateIndex
CREATE INDEX "CustomerAccess_shopId_hour_idx" ON "CustomerAccess"("shopId", "hour" DESC);

-- CreateIndex
CREATE INDEX "ConsentEntry_shopId_channel_addressHash_at_idx" ON "ConsentEntry"("shopId", "channel", "addressHash", "at");

ALTER TABLE "Tombstone" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Tombstone" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Tombstone"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "ConsentKey" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ConsentKey" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ConsentKey"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "PrivacyRequest" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "PrivacyRequest" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "PrivacyRequest"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "CustomerAccess" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "CustomerAccess" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "CustomerAccess"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));
