-- AlterTable
ALTER TABLE "ShopSettings" DROP COLUMN "syncProgress";
