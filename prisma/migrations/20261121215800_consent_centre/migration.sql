-- AlterTable
ALTER TABLE "DomainEvent" ALTER COLUMN "xid" SET DEFAULT (pg_current_xact_id()::text)::bigint;

-- CreateTable
CREATE TABLE "ConsentWords" (
    "shopId" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "writtenBy" TEXT NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ConsentWords_pkey" PRIMARY KEY ("shopId","channel","purpose","language","version")
);

-- CreateTable
CREATE TABLE "JoinWord" (
    "shopId" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "purposes" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "JoinWord_pkey" PRIMARY KEY ("shopId","word")
);

-- CreateTable
CREATE TABLE "ConsentImport" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "startedBy" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "rows" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL,
    "left" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "ConsentImport_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateIndex
CREATE INDEX "ConsentImport_shopId_startedAt_idx" ON "ConsentImport"("shopId", "startedAt" DESC);

ALTER TABLE "ConsentWords" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ConsentWords" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ConsentWords"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "JoinWord" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "JoinWord" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "JoinWord"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "ConsentImport" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ConsentImport" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ConsentImport"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

-- The suppression list of a purpose, newest first (consent/suppressions.ts).
CREATE INDEX "ConsentState_suppressed_idx" ON "ConsentState" ("shopId", "purpose", "since" DESC, "channel", "addressHash")
  WHERE "state" IN ('revoked', 'held');
