-- Whom a request for data is about, so that the list can name them while they exist; emptied when they are forgotten.
ALTER TABLE "PrivacyRequest" ADD COLUMN "shopifyId" TEXT;
