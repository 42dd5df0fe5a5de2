-- CreateTable
CREATE TABLE "Pulse" (
    "name" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Pulse_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Sweep" (
    "shopId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sweptTo" TIMESTAMPTZ(3),
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "because" TEXT NOT NULL,
    "after" TEXT,
    "touchedAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),
    "found" JSONB NOT NULL,
    "fault" TEXT,

    CONSTRAINT "Sweep_pkey" PRIMARY KEY ("shopId","kind")
);

-- CreateTable
CREATE TABLE "TopicDrift" (
    "shopId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "checked" INTEGER NOT NULL,
    "drifted" INTEGER NOT NULL,

    CONSTRAINT "TopicDrift_pkey" PRIMARY KEY ("shopId","topic","day")
);

-- CreateTable
CREATE TABLE "TopicHour" (
    "shopId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TopicHour_pkey" PRIMARY KEY ("shopId","topic","hour")
);

-- CreateTable
CREATE TABLE "TopicSilence" (
    "shopId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "expected" DOUBLE PRECISION NOT NULL,
    "raisedAt" TIMESTAMPTZ(3) NOT NULL,
    "clearedAt" TIMESTAMPTZ(3),

    CONSTRAINT "TopicSilence_pkey" PRIMARY KEY ("shopId","topic","since")
);

-- CreateIndex
CREATE INDEX "TopicHour_shopId_hour_idx" ON "TopicHour"("shopId", "hour");

ALTER TABLE "Sweep" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Sweep" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Sweep"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "TopicDrift" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "TopicDrift" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "TopicDrift"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "TopicHour" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "TopicHour" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "TopicHour"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "TopicSilence" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "TopicSilence" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "TopicSilence"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));
