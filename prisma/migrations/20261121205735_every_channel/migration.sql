-- AlterTable
ALTER TABLE "ChannelAccount" ADD COLUMN     "expiresAt" TIMESTAMPTZ(3),
ADD COLUMN     "faults" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "pausedUntil" TIMESTAMPTZ(3),
ADD COLUMN     "provider" TEXT,
ADD COLUMN     "role" TEXT NOT NULL DEFAULT 'both';

UPDATE "ChannelAccount" SET "provider" = CASE "channel" WHEN 'sms' THEN 'twilio' WHEN 'email' THEN 'smtp' ELSE "channel" END;
ALTER TABLE "ChannelAccount" ALTER COLUMN "provider" SET NOT NULL;

-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "authentic" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "automatic" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "context" JSONB,
ADD COLUMN     "html" TEXT,
ADD COLUMN     "readAt" TIMESTAMPTZ(3),
ADD COLUMN     "template" JSONB;

-- How much marketing an address had lately is asked with each of its texts.
CREATE INDEX "Message_marketing_idx" ON "Message" ("shopId", "channel", "address", "stateAt") WHERE "purpose" IN ('marketing', 'cart-reminder');
