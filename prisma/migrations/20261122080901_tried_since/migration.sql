-- AlterTable
ALTER TABLE "Message" ADD COLUMN     "triedSince" TIMESTAMPTZ(3);
