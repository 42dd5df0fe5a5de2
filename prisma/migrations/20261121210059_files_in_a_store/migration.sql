-- AlterTable
ALTER TABLE "File" ADD COLUMN     "reason" TEXT,
ADD COLUMN     "source" BYTEA,
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'kept',
ADD COLUMN     "storage" TEXT NOT NULL DEFAULT 'postgres',
ADD COLUMN     "storageKey" TEXT;

-- CreateTable
CREATE TABLE "LooseBytes" (
    "shopId" TEXT NOT NULL,
    "storageKey" TEXT NOT NULL,
    "storage" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LooseBytes_pkey" PRIMARY KEY ("shopId","storageKey")
);

ALTER TABLE "LooseBytes" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "LooseBytes" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "LooseBytes"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

-- Files go with their messages, by cascade, by forgetting and by the end of their time: whichever way, no store is told.
-- What is written here in the same transaction is dropped from it afterwards.
CREATE FUNCTION let_bytes_go() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "LooseBytes" ("shopId", "storageKey", storage, "dueAt")
  SELECT "shopId", "storageKey", storage, 'epoch' FROM gone WHERE "storageKey" IS NOT NULL
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER let_bytes_go AFTER DELETE ON "File" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION let_bytes_go();
