-- CreateTable
CREATE TABLE "SyncRun" (
    "shopId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "windows" TEXT[],
    "operationId" TEXT,
    "askedAt" TIMESTAMPTZ(3),
    "isPartial" BOOLEAN NOT NULL,
    "fileBytes" BIGINT,
    "readBytes" BIGINT NOT NULL,
    "objects" BIGINT,
    "expected" INTEGER,
    "found" INTEGER NOT NULL,
    "foundBefore" INTEGER NOT NULL,
    "paceAt" TIMESTAMPTZ(3),
    "paceBytes" BIGINT NOT NULL,
    "polls" INTEGER NOT NULL,
    "tries" INTEGER NOT NULL,
    "problem" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "SyncRun_pkey" PRIMARY KEY ("shopId","kind")
);

ALTER TABLE "SyncRun" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "SyncRun" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "SyncRun"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));
