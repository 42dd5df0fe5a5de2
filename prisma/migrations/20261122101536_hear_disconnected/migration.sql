-- AlterTable
ALTER TABLE "Address" ADD COLUMN     "heardUntil" TIMESTAMPTZ(3);
