-- AlterTable
ALTER TABLE "ConsentEntry" ADD COLUMN     "shown" TEXT,
ADD COLUMN     "version" TEXT;

-- CreateTable
CREATE TABLE "CarrierBlock" (
    "shopId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "addressHash" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CarrierBlock_pkey" PRIMARY KEY ("shopId","accountId","addressHash")
);

-- CreateIndex
CREATE INDEX "CarrierBlock_shopId_addressHash_idx" ON "CarrierBlock"("shopId", "addressHash");

ALTER TABLE "CarrierBlock" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "CarrierBlock" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "CarrierBlock"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

-- Cart reminders count against the day's marketing too.
DROP INDEX "Message_marketing_idx";
CREATE INDEX "Message_marketing_idx" ON "Message" ("shopId", "channel", "address", "stateAt")
  WHERE "purpose" IN ('marketing', 'cart-reminder');

-- What was `service` holds for updates and for support. The ledger is only added to: its older entries stay as they
-- were written, and their copies carry the same seal and the same times.
ALTER TABLE "ConsentState" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "ConsentState" ("shopId", channel, "addressHash", purpose, state, level, since)
  SELECT s."shopId", s.channel, s."addressHash", p.purpose, s.state, s.level, s.since
  FROM "ConsentState" s CROSS JOIN (VALUES ('updates'), ('support')) p(purpose) WHERE s.purpose = 'service';
DELETE FROM "ConsentState" WHERE purpose = 'service';
-- Whoever revoked both kinds there were has said STOP, which ends cart reminders too.
INSERT INTO "ConsentState" ("shopId", channel, "addressHash", purpose, state, level, since)
  SELECT s."shopId", s.channel, s."addressHash", 'cart-reminders', s.state, s.level, s.since
  FROM "ConsentState" s WHERE s.purpose = 'marketing' AND s.state = 'revoked';
ALTER TABLE "ConsentState" FORCE ROW LEVEL SECURITY;

ALTER TABLE "ConsentEntry" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "ConsentEntry" ("shopId", id, channel, "addressHash", purpose, state, level, source, "keyId", sealed, at,
    "writtenAt")
  SELECT e."shopId", e.id || ':' || p.purpose, e.channel, e."addressHash", p.purpose, e.state, e.level, e.source,
    e."keyId", e.sealed, e.at, e."writtenAt"
  FROM "ConsentEntry" e CROSS JOIN (VALUES ('updates'), ('support')) p(purpose) WHERE e.purpose = 'service';
INSERT INTO "ConsentEntry" ("shopId", id, channel, "addressHash", purpose, state, level, source, "keyId", sealed, at,
    "writtenAt")
  SELECT e."shopId", e.id || ':cart-reminders', e.channel, e."addressHash", 'cart-reminders', e.state, e.level,
    e.source, e."keyId", e.sealed, e.at, e."writtenAt"
  FROM "ConsentEntry" e WHERE e.purpose = 'marketing' AND e.state = 'revoked';
ALTER TABLE "ConsentEntry" FORCE ROW LEVEL SECURITY;
