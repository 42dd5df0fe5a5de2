-- AlterTable
ALTER TABLE "DomainEvent" ALTER COLUMN "xid" SET DEFAULT (pg_current_xact_id()::text)::bigint;

-- CreateTable
CREATE TABLE "Location" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address1" TEXT,
    "zip" TEXT,
    "city" TEXT,
    "province" TEXT,
    "country" TEXT,
    "isActive" BOOLEAN NOT NULL,
    "fulfillsOnlineOrders" BOOLEAN,
    "pickupInstructions" TEXT,
    "sourceUpdatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Location_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "ShopPolicy" (
    "shopId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "sourceUpdatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ShopPolicy_pkey" PRIMARY KEY ("shopId","type")
);

-- CreateTable
CREATE TABLE "ShopLocale" (
    "shopId" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "isPrimary" BOOLEAN NOT NULL,
    "isPublished" BOOLEAN NOT NULL,

    CONSTRAINT "ShopLocale_pkey" PRIMARY KEY ("shopId","locale")
);

-- CreateTable
CREATE TABLE "Product" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "vendor" TEXT,
    "productType" TEXT,
    "status" TEXT NOT NULL,
    "tags" TEXT[],
    "publishedAt" TIMESTAMPTZ(3),
    "sourceUpdatedAt" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3),
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Product_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Variant" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "sku" TEXT,
    "price" TEXT NOT NULL,
    "compareAtPrice" TEXT,
    "position" INTEGER NOT NULL,
    "inventoryPolicy" TEXT NOT NULL,
    "isTracked" BOOLEAN,
    "available" INTEGER,
    "stockAt" TIMESTAMPTZ(3),
    "sourceUpdatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Variant_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Discount" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "code" TEXT,
    "codesCount" INTEGER NOT NULL,
    "summary" TEXT,
    "startsAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "usageLimit" INTEGER,
    "appliesOncePerCustomer" BOOLEAN NOT NULL,
    "sourceUpdatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Discount_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Cart" (
    "shopId" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "lines" JSONB NOT NULL,
    "itemCount" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "sourceUpdatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Cart_pkey" PRIMARY KEY ("shopId","token")
);

-- CreateTable
CREATE TABLE "Checkout" (
    "shopId" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "shopifyId" TEXT,
    "cartToken" TEXT,
    "customerShopifyId" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "smsMarketingPhone" TEXT,
    "locale" TEXT,
    "currency" TEXT NOT NULL,
    "total" TEXT NOT NULL,
    "lines" JSONB NOT NULL,
    "discountCodes" TEXT[],
    "recoverUrl" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "completedAt" TIMESTAMPTZ(3),
    "sourceUpdatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Checkout_pkey" PRIMARY KEY ("shopId","token")
);

-- CreateTable
CREATE TABLE "DeletedCheckout" (
    "shopId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DeletedCheckout_pkey" PRIMARY KEY ("shopId","key")
);

-- CreateTable
CREATE TABLE "Return" (
    "shopId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "declineReason" TEXT,
    "declineNote" TEXT,
    "totalQuantity" INTEGER NOT NULL,
    "receivedQuantity" INTEGER NOT NULL,
    "exchangeLines" JSONB NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Return_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "ReturnLine" (
    "shopId" TEXT NOT NULL,
    "returnId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "orderLineId" TEXT,
    "title" TEXT,
    "variantTitle" TEXT,
    "quantity" INTEGER NOT NULL,
    "processedQuantity" INTEGER NOT NULL,
    "refundedQuantity" INTEGER NOT NULL,
    "reason" TEXT,
    "customerNote" TEXT,

    CONSTRAINT "ReturnLine_pkey" PRIMARY KEY ("shopId","returnId","id")
);

-- CreateTable
CREATE TABLE "ReturnParcel" (
    "shopId" TEXT NOT NULL,
    "returnId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "carrier" TEXT,
    "trackingNumber" TEXT,
    "trackingUrl" TEXT,
    "labelUrl" TEXT,

    CONSTRAINT "ReturnParcel_pkey" PRIMARY KEY ("shopId","returnId","id")
);

-- CreateIndex
CREATE INDEX "Variant_shopId_productId_position_idx" ON "Variant"("shopId", "productId", "position");

-- CreateIndex
CREATE INDEX "Variant_shopId_sku_idx" ON "Variant"("shopId", "sku");

-- CreateIndex
CREATE INDEX "Discount_shopId_code_idx" ON "Discount"("shopId", "code");

-- CreateIndex
CREATE INDEX "Cart_shopId_sourceUpdatedAt_idx" ON "Cart"("shopId", "sourceUpdatedAt");

-- CreateIndex
CREATE INDEX "Checkout_shopId_shopifyId_idx" ON "Checkout"("shopId", "shopifyId");

-- CreateIndex
CREATE INDEX "Checkout_shopId_cartToken_idx" ON "Checkout"("shopId", "cartToken");

-- CreateIndex
CREATE INDEX "Checkout_shopId_customerShopifyId_startedAt_idx" ON "Checkout"("shopId", "customerShopifyId", "startedAt" DESC);

-- CreateIndex
CREATE INDEX "Checkout_shopId_email_startedAt_idx" ON "Checkout"("shopId", "email", "startedAt" DESC);

-- CreateIndex
CREATE INDEX "Checkout_shopId_phone_startedAt_idx" ON "Checkout"("shopId", "phone", "startedAt" DESC);

-- CreateIndex
CREATE INDEX "Checkout_shopId_sourceUpdatedAt_idx" ON "Checkout"("shopId", "sourceUpdatedAt");

-- CreateIndex
CREATE INDEX "DeletedCheckout_shopId_at_idx" ON "DeletedCheckout"("shopId", "at");

-- CreateIndex
CREATE INDEX "Return_shopId_orderId_idx" ON "Return"("shopId", "orderId");

-- AddForeignKey
ALTER TABLE "Variant" ADD CONSTRAINT "Variant_shopId_productId_fkey" FOREIGN KEY ("shopId", "productId") REFERENCES "Product"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReturnLine" ADD CONSTRAINT "ReturnLine_shopId_returnId_fkey" FOREIGN KEY ("shopId", "returnId") REFERENCES "Return"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReturnParcel" ADD CONSTRAINT "ReturnParcel_shopId_returnId_fkey" FOREIGN KEY ("shopId", "returnId") REFERENCES "Return"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Location" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Location" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Location"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "ShopPolicy" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ShopPolicy" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ShopPolicy"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "ShopLocale" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ShopLocale" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ShopLocale"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "Product" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Product" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Product"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "Variant" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Variant" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Variant"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "Discount" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Discount" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Discount"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "Cart" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Cart" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Cart"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "Checkout" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Checkout" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Checkout"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "DeletedCheckout" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "DeletedCheckout" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "DeletedCheckout"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "Return" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "Return" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "Return"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "ReturnLine" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ReturnLine" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ReturnLine"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));

ALTER TABLE "ReturnParcel" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ReturnParcel" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "ReturnParcel"
  USING ("shopId" = current_setting('app.shop', true))
  WITH CHECK ("shopId" = current_setting('app.shop', true));
