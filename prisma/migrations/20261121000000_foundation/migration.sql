-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL,
    "scope" TEXT,
    "expires" TIMESTAMPTZ(3),
    "accessToken" BYTEA NOT NULL,
    "refreshToken" BYTEA,
    "refreshTokenExpires" TIMESTAMPTZ(3),
    "associatedUser" JSONB,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Shop" (
    "id" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "name" TEXT,
    "email" TEXT,
    "currency" TEXT,
    "timeZone" TEXT,
    "primaryUrl" TEXT,
    "scopes" TEXT[],
    "installedAt" TIMESTAMPTZ(3) NOT NULL,
    "uninstalledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Shop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Receipt" (
    "door" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "topic" TEXT,
    "address" TEXT,
    "senderHash" TEXT,
    "headers" JSONB NOT NULL,
    "body" BYTEA NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3),
    "parkedFor" TEXT,

    CONSTRAINT "Receipt_pkey" PRIMARY KEY ("door","key")
);

-- CreateTable
CREATE TABLE "Address" (
    "id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "shopId" TEXT NOT NULL,

    CONSTRAINT "Address_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateBucket" (
    "key" TEXT NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "RateBucket_pkey" PRIMARY KEY ("key","from")
);

-- CreateTable
CREATE TABLE "DomainEvent" (
    "shopId" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "xid" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,
    "name" TEXT NOT NULL,
    "key" TEXT,
    "conversationId" TEXT,
    "payload" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DomainEvent_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "ParkedJob" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "task" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "parkedAt" TIMESTAMPTZ(3) NOT NULL,
    "retriedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ParkedJob_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "File" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "conversationId" TEXT,
    "messageId" TEXT,
    "contentType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "name" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "File_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "FileContent" (
    "shopId" TEXT NOT NULL,
    "fileId" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "FileContent_pkey" PRIMARY KEY ("shopId","fileId")
);

-- CreateTable
CREATE TABLE "ChannelAccount" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "sender" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "secret" BYTEA,
    "connectedAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),
    "lastHeardAt" TIMESTAMPTZ(3),

    CONSTRAINT "ChannelAccount_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "ShopSettings" (
    "shopId" TEXT NOT NULL,
    "businessHours" JSONB NOT NULL,
    "supportEmail" TEXT,
    "languages" TEXT[],
    "answersOn" BOOLEAN NOT NULL,
    "embedSeenAt" TIMESTAMPTZ(3),
    "firstSyncedAt" TIMESTAMPTZ(3),
    "syncProgress" JSONB,

    CONSTRAINT "ShopSettings_pkey" PRIMARY KEY ("shopId")
);

-- CreateTable
CREATE TABLE "StaffMember" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "shopifyId" TEXT,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "locale" TEXT,
    "invitedAt" TIMESTAMPTZ(3),
    "joinedAt" TIMESTAMPTZ(3),
    "lastSeenAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "StaffMember_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Customer" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "shopifyId" TEXT,
    "firstName" TEXT,
    "lastName" TEXT,
    "locale" TEXT,
    "country" TEXT,
    "province" TEXT,
    "sourceUpdatedAt" TIMESTAMPTZ(3),
    "mergedIntoId" TEXT,
    "deletedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Customer_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "ContactPoint" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "verifiedAt" TIMESTAMPTZ(3),
    "badSince" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ContactPoint_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "ConsentEntry" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "level" TEXT,
    "source" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ConsentEntry_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "ConsentState" (
    "shopId" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "level" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ConsentState_pkey" PRIMARY KEY ("shopId","channel","address","purpose")
);

-- CreateTable
CREATE TABLE "Conversation" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "assigneeId" TEXT,
    "handedOverAt" TIMESTAMPTZ(3),
    "handedOverBecause" TEXT,
    "facts" JSONB,
    "channel" TEXT NOT NULL,
    "locale" TEXT,
    "version" INTEGER NOT NULL,
    "lastSeq" INTEGER NOT NULL,
    "lastPreview" TEXT,
    "lastAuthor" TEXT,
    "lastActivityAt" TIMESTAMPTZ(3) NOT NULL,
    "lastCustomerAt" TIMESTAMPTZ(3),
    "staffReadSeq" INTEGER NOT NULL,
    "shopperReadSeq" INTEGER NOT NULL,
    "unread" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Conversation_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Message" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "direction" TEXT NOT NULL,
    "authorKind" TEXT NOT NULL,
    "authorId" TEXT,
    "channel" TEXT NOT NULL,
    "address" TEXT,
    "accountId" TEXT,
    "body" TEXT NOT NULL,
    "subject" TEXT,
    "choices" JSONB,
    "link" JSONB,
    "card" JSONB,
    "purpose" TEXT NOT NULL,
    "intent" TEXT NOT NULL,
    "clientId" TEXT,
    "signedInAs" TEXT,
    "externalId" TEXT,
    "voidTag" TEXT,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "fence" INTEGER NOT NULL,
    "claimedUntil" TIMESTAMPTZ(3),
    "notBefore" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "at" TIMESTAMPTZ(3) NOT NULL,
    "stateAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Message_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "DeliveryReport" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "messageId" TEXT,
    "state" TEXT NOT NULL,
    "code" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DeliveryReport_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "OpenQuestion" (
    "shopId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "skill" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OpenQuestion_pkey" PRIMARY KEY ("shopId","conversationId")
);

-- CreateTable
CREATE TABLE "Order" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "numberKey" TEXT,
    "customerShopifyId" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "poNumber" TEXT,
    "sourceName" TEXT,
    "currency" TEXT NOT NULL,
    "total" TEXT NOT NULL,
    "financialStatus" TEXT,
    "fulfillmentStatus" TEXT,
    "requiresShipping" BOOLEAN NOT NULL,
    "placedAt" TIMESTAMPTZ(3) NOT NULL,
    "sourceUpdatedAt" TIMESTAMPTZ(3) NOT NULL,
    "cancelledAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "deletedAt" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3),

    CONSTRAINT "Order_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "OrderLine" (
    "shopId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "variantTitle" TEXT,
    "sku" TEXT,
    "quantity" INTEGER NOT NULL,
    "currentQuantity" INTEGER NOT NULL,
    "requiresShipping" BOOLEAN NOT NULL,
    "isGiftCard" BOOLEAN NOT NULL,
    "productId" TEXT,
    "variantId" TEXT,

    CONSTRAINT "OrderLine_pkey" PRIMARY KEY ("shopId","orderId","id")
);

-- CreateTable
CREATE TABLE "FulfillmentOrder" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "fulfillAt" TIMESTAMPTZ(3),
    "fulfillBy" TIMESTAMPTZ(3),
    "deliveryMethod" TEXT,
    "minDeliveryAt" TIMESTAMPTZ(3),
    "maxDeliveryAt" TIMESTAMPTZ(3),
    "holds" JSONB NOT NULL,
    "preparedAt" TIMESTAMPTZ(3),
    "sourceUpdatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FulfillmentOrder_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Fulfillment" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "name" TEXT,
    "status" TEXT NOT NULL,
    "shipmentStatus" TEXT,
    "carrier" TEXT,
    "trackingNumbers" TEXT[],
    "trackingUrl" TEXT,
    "shippedAt" TIMESTAMPTZ(3) NOT NULL,
    "estimatedDeliveryAt" TIMESTAMPTZ(3),
    "deliveredAt" TIMESTAMPTZ(3),
    "lastScanAt" TIMESTAMPTZ(3),
    "sourceUpdatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Fulfillment_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "FulfillmentEvent" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "fulfillmentId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "message" TEXT,
    "city" TEXT,
    "country" TEXT,
    "happenedAt" TIMESTAMPTZ(3) NOT NULL,
    "estimatedDeliveryAt" TIMESTAMPTZ(3),

    CONSTRAINT "FulfillmentEvent_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "OrderCode" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "orderId" TEXT,
    "contactHash" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OrderCode_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "OrderProof" (
    "shopId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "how" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OrderProof_pkey" PRIMARY KEY ("shopId","conversationId","orderId")
);

-- CreateIndex
CREATE INDEX "Session_shop_idx" ON "Session"("shop");

-- CreateIndex
CREATE UNIQUE INDEX "Shop_domain_key" ON "Shop"("domain");

-- CreateIndex
CREATE INDEX "Receipt_receivedAt_idx" ON "Receipt"("receivedAt");

-- CreateIndex
CREATE INDEX "Receipt_address_parkedFor_idx" ON "Receipt"("address", "parkedFor");

-- CreateIndex
CREATE INDEX "Receipt_senderHash_readAt_idx" ON "Receipt"("senderHash", "readAt");

-- CreateIndex
CREATE INDEX "Address_shopId_idx" ON "Address"("shopId");

-- CreateIndex
CREATE UNIQUE INDEX "Address_channel_value_key" ON "Address"("channel", "value");

-- CreateIndex
CREATE INDEX "RateBucket_from_idx" ON "RateBucket"("from");

-- CreateIndex
CREATE INDEX "DomainEvent_shopId_xid_id_idx" ON "DomainEvent"("shopId", "xid", "id");

-- CreateIndex
CREATE UNIQUE INDEX "DomainEvent_shopId_key_key" ON "DomainEvent"("shopId", "key");

-- CreateIndex
CREATE INDEX "ParkedJob_shopId_parkedAt_id_idx" ON "ParkedJob"("shopId", "parkedAt" DESC, "id");

-- CreateIndex
CREATE INDEX "File_shopId_messageId_idx" ON "File"("shopId", "messageId");

-- CreateIndex
CREATE UNIQUE INDEX "ChannelAccount_shopId_channel_sender_key" ON "ChannelAccount"("shopId", "channel", "sender");

-- CreateIndex
CREATE UNIQUE INDEX "StaffMember_shopId_shopifyId_key" ON "StaffMember"("shopId", "shopifyId");

-- CreateIndex
CREATE UNIQUE INDEX "StaffMember_shopId_email_key" ON "StaffMember"("shopId", "email");

-- CreateIndex
CREATE INDEX "Customer_shopId_mergedIntoId_idx" ON "Customer"("shopId", "mergedIntoId");

-- CreateIndex
CREATE UNIQUE INDEX "Customer_shopId_shopifyId_key" ON "Customer"("shopId", "shopifyId");

-- CreateIndex
CREATE INDEX "ContactPoint_shopId_customerId_idx" ON "ContactPoint"("shopId", "customerId");

-- CreateIndex
CREATE UNIQUE INDEX "ContactPoint_shopId_kind_value_customerId_key" ON "ContactPoint"("shopId", "kind", "value", "customerId");

-- CreateIndex
CREATE INDEX "ConsentEntry_shopId_channel_address_at_idx" ON "ConsentEntry"("shopId", "channel", "address", "at");

-- CreateIndex
CREATE INDEX "Conversation_shopId_status_lastActivityAt_id_idx" ON "Conversation"("shopId", "status", "lastActivityAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "Conversation_shopId_assigneeId_status_lastActivityAt_id_idx" ON "Conversation"("shopId", "assigneeId", "status", "lastActivityAt" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_shopId_customerId_key" ON "Conversation"("shopId", "customerId");

-- CreateIndex
CREATE INDEX "Message_shopId_conversationId_version_idx" ON "Message"("shopId", "conversationId", "version");

-- CreateIndex
CREATE INDEX "Message_shopId_voidTag_idx" ON "Message"("shopId", "voidTag");

-- CreateIndex
CREATE INDEX "Message_shopId_state_stateAt_idx" ON "Message"("shopId", "state", "stateAt");

-- CreateIndex
CREATE UNIQUE INDEX "Message_shopId_intent_key" ON "Message"("shopId", "intent");

-- CreateIndex
CREATE UNIQUE INDEX "Message_shopId_channel_externalId_key" ON "Message"("shopId", "channel", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Message_shopId_conversationId_clientId_key" ON "Message"("shopId", "conversationId", "clientId");

-- CreateIndex
CREATE UNIQUE INDEX "Message_shopId_conversationId_seq_key" ON "Message"("shopId", "conversationId", "seq");

-- CreateIndex
CREATE INDEX "DeliveryReport_shopId_channel_externalId_idx" ON "DeliveryReport"("shopId", "channel", "externalId");

-- CreateIndex
CREATE INDEX "Order_shopId_nameKey_idx" ON "Order"("shopId", "nameKey");

-- CreateIndex
CREATE INDEX "Order_shopId_numberKey_idx" ON "Order"("shopId", "numberKey");

-- CreateIndex
CREATE INDEX "Order_shopId_customerShopifyId_placedAt_idx" ON "Order"("shopId", "customerShopifyId", "placedAt" DESC);

-- CreateIndex
CREATE INDEX "Order_shopId_email_placedAt_idx" ON "Order"("shopId", "email", "placedAt" DESC);

-- CreateIndex
CREATE INDEX "Order_shopId_phone_placedAt_idx" ON "Order"("shopId", "phone", "placedAt" DESC);

-- CreateIndex
CREATE INDEX "Order_shopId_placedAt_id_idx" ON "Order"("shopId", "placedAt" DESC, "id");

-- CreateIndex
CREATE INDEX "FulfillmentOrder_shopId_orderId_idx" ON "FulfillmentOrder"("shopId", "orderId");

-- CreateIndex
CREATE INDEX "Fulfillment_shopId_orderId_idx" ON "Fulfillment"("shopId", "orderId");

-- CreateIndex
CREATE INDEX "FulfillmentEvent_shopId_fulfillmentId_happenedAt_idx" ON "FulfillmentEvent"("shopId", "fulfillmentId", "happenedAt");

-- CreateIndex
CREATE INDEX "OrderCode_shopId_conversationId_createdAt_idx" ON "OrderCode"("shopId", "conversationId", "createdAt");

-- AddForeignKey
ALTER TABLE "File" ADD CONSTRAINT "File_shopId_messageId_fkey" FOREIGN KEY ("shopId", "messageId") REFERENCES "Message"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FileContent" ADD CONSTRAINT "FileContent_shopId_fileId_fkey" FOREIGN KEY ("shopId", "fileId") REFERENCES "File"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContactPoint" ADD CONSTRAINT "ContactPoint_shopId_customerId_fkey" FOREIGN KEY ("shopId", "customerId") REFERENCES "Customer"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_shopId_customerId_fkey" FOREIGN KEY ("shopId", "customerId") REFERENCES "Customer"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_shopId_conversationId_fkey" FOREIGN KEY ("shopId", "conversationId") REFERENCES "Conversation"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FulfillmentOrder" ADD CONSTRAINT "FulfillmentOrder_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fulfillment" ADD CONSTRAINT "Fulfillment_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FulfillmentEvent" ADD CONSTRAINT "FulfillmentEvent_shopId_fulfillmentId_fkey" FOREIGN KEY ("shopId", "fulfillmentId") REFERENCES "Fulfillment"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "DomainEvent" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "DomainEvent" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "DomainEvent"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "ParkedJob" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ParkedJob" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ParkedJob"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "File" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "File" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "File"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "FileContent" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "FileContent" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "FileContent"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "ChannelAccount" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ChannelAccount" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ChannelAccount"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "ShopSettings" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ShopSettings" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ShopSettings"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "StaffMember" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "StaffMember" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "StaffMember"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "Customer" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Customer" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Customer"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "ContactPoint" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ContactPoint" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ContactPoint"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "ConsentEntry" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ConsentEntry" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ConsentEntry"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "ConsentState" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ConsentState" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ConsentState"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "Conversation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Conversation" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Conversation"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "Message" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Message" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Message"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "DeliveryReport" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "DeliveryReport" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "DeliveryReport"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "OpenQuestion" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "OpenQuestion" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "OpenQuestion"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "Order" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Order" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Order"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "OrderLine" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "OrderLine" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "OrderLine"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "FulfillmentOrder" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "FulfillmentOrder" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "FulfillmentOrder"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "Fulfillment" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Fulfillment" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Fulfillment"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "FulfillmentEvent" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "FulfillmentEvent" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "FulfillmentEvent"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "OrderCode" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "OrderCode" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "OrderCode"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "OrderProof" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "OrderProof" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "OrderProof"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

-- At most one customer holds a verified contact point; an unverified one may stand with several (a suggestion to merge).
CREATE UNIQUE INDEX "ContactPoint_verified_key" ON "ContactPoint" ("shopId", kind, value) WHERE "verifiedAt" IS NOT NULL;

-- Work that waits: what deliverMessage and the sweeps look for.
CREATE INDEX "Message_waiting_idx" ON "Message" ("shopId", "stateAt") WHERE state IN ('queued', 'sending', 'unknown');
CREATE INDEX "Receipt_unread_idx" ON "Receipt" ("receivedAt") WHERE "readAt" IS NULL;
CREATE INDEX "Conversation_unread_idx" ON "Conversation" ("shopId", "lastActivityAt" DESC, id DESC) WHERE unread;

-- The consent ledger is proof: nothing in it is ever changed or taken out by the application.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the consent ledger is append-only';
END $$;
CREATE TRIGGER consent_ledger_append_only BEFORE UPDATE OR DELETE ON "ConsentEntry"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
