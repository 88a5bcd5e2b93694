-- Modules come from files too: a file that changes declares a module anew, so one id can have several rows.
ALTER TABLE "module" DROP CONSTRAINT "module_pkey";
ALTER TABLE "module" ADD COLUMN "rules" JSONB;
ALTER TABLE "module" ADD CONSTRAINT "module_pkey" PRIMARY KEY ("chain_id", "module_id", "block_number", "log_index");

-- What a registry says is in force from the block after its event, what a file says from the block itself.
ALTER TABLE "module_contract" ADD COLUMN "from_block" BIGINT;
ALTER TABLE "module_contract" ADD COLUMN "rule" TEXT;
ALTER TABLE "module_contract" ADD COLUMN "ground" BYTEA;
UPDATE "module_contract" SET "from_block" = "block_number" + 1, "rule" = 'registry';
ALTER TABLE "module_contract" ALTER COLUMN "from_block" SET NOT NULL;
ALTER TABLE "module_contract" ALTER COLUMN "rule" SET NOT NULL;
