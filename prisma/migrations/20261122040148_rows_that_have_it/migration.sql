-- An index of what few rows have holds those rows only: a campaign's message is in four indexes less, whenever it is
-- written, claimed and sent.
CREATE UNIQUE INDEX "Message_external_key" ON "Message" ("shopId", "channel", "externalId") WHERE "externalId" IS NOT NULL;
CREATE UNIQUE INDEX "Message_client_key" ON "Message" ("shopId", "conversationId", "clientId") WHERE "clientId" IS NOT NULL;
CREATE INDEX "Message_void_idx" ON "Message" ("shopId", "voidTag") WHERE "voidTag" IS NOT NULL;
CREATE INDEX "Conversation_part_idx" ON "Conversation" ("shopId", "headId") WHERE "headId" IS NOT NULL;
CREATE INDEX "Conversation_assigned_idx"
  ON "Conversation" ("shopId", "assigneeId", "status", "lastActivityAt" DESC, "id" DESC) WHERE "assigneeId" IS NOT NULL;

-- DropIndex
DROP INDEX "Message_shopId_channel_externalId_key";

-- DropIndex
DROP INDEX "Message_shopId_conversationId_clientId_key";

-- DropIndex
DROP INDEX "Message_shopId_voidTag_idx";

-- DropIndex
DROP INDEX "Conversation_shopId_headId_idx";

-- DropIndex
DROP INDEX "Conversation_shopId_assigneeId_status_lastActivityAt_id_idx";
