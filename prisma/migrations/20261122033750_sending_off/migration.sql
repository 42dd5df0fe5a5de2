-- AlterTable
ALTER TABLE "Receipt" ADD COLUMN     "alsoHash" TEXT;

-- Nearly no receipt has one.
CREATE INDEX "Receipt_also_idx" ON "Receipt" ("alsoHash") WHERE "alsoHash" IS NOT NULL;

-- CreateTable
CREATE TABLE "SendingOff" (
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SendingOff_pkey" PRIMARY KEY ("since")
);

-- It was a comment on the table "Message".
INSERT INTO "SendingOff" ("since") SELECT now() WHERE obj_description('"Message"'::regclass, 'pg_class') = 'sending: off';
COMMENT ON TABLE "Message" IS NULL;
