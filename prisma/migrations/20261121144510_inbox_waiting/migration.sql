-- The inbox's "Unassigned": few threads wait for a person among the many that the answers speak in.
CREATE INDEX "Conversation_waiting_idx" ON "Conversation" ("shopId", "lastActivityAt" DESC, id DESC)
  WHERE status = 'open' AND "assigneeId" IS NULL AND "handedOverAt" IS NOT NULL AND "headId" IS NULL;
