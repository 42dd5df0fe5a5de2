-- AlterTable
ALTER TABLE "ConsentImportPart" ADD COLUMN     "lines" INTEGER[];
