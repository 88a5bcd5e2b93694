-- Programs of other kinds than the reference program: audited by periods.
ALTER TABLE "program" ALTER COLUMN "treasury" DROP NOT NULL;
ALTER TABLE "program" ADD COLUMN "parts" JSONB;
ALTER TABLE "program" ADD COLUMN "figures" JSONB;
ALTER TABLE "program" ADD CONSTRAINT "program_is_known" CHECK ("treasury" IS NOT NULL OR "parts" IS NOT NULL);

-- A stretch of a program's life that was audited as one, or the reason why it could not be.
CREATE TABLE "period" (
    "chain_id" BIGINT NOT NULL,
    "program" BYTEA NOT NULL,
    "epoch" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "label" TEXT NOT NULL,
    "starts_at" BIGINT,
    "ends_at" BIGINT,
    "first_block" BIGINT,
    "last_block" BIGINT NOT NULL,
    "linked" BIGINT,
    "list_entries" INTEGER,
    "refusal" TEXT,

    CONSTRAINT "period_pkey" PRIMARY KEY ("chain_id","program","epoch","block_number")
);
CREATE INDEX "period_chain_id_block_number_idx" ON "period"("chain_id", "block_number");

-- Payments of periods name neither region nor nullifier, may name no payee, and follow from the audit that listed them first.
ALTER TABLE "payment" ALTER COLUMN "region" DROP NOT NULL;
ALTER TABLE "payment" ALTER COLUMN "nullifier" DROP NOT NULL;
ALTER TABLE "payment" ALTER COLUMN "recipient" DROP NOT NULL;
ALTER TABLE "payment" ALTER COLUMN "root" DROP NOT NULL;
ALTER TABLE "payment" ADD COLUMN "subject" TEXT;
ALTER TABLE "payment" ADD COLUMN "audit_block_number" BIGINT;
-- The reference program's invariants stand: a payment is a whole claim, or one that an audit lists under a subject.
ALTER TABLE "payment" ADD CONSTRAINT "payment_is_whole" CHECK (
    CASE WHEN "audit_block_number" IS NULL
        THEN "region" IS NOT NULL AND "nullifier" IS NOT NULL AND "recipient" IS NOT NULL AND "root" IS NOT NULL
            AND "subject" IS NULL
        ELSE "subject" IS NOT NULL AND "region" IS NULL AND "nullifier" IS NULL AND "root" IS NULL
    END);
CREATE INDEX "payment_chain_id_audit_block_number_idx" ON "payment"("chain_id", "audit_block_number");
