-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "tellBy" JSONB;
