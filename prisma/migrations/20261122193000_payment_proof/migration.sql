-- CreateTable
CREATE TABLE "payment_proof" (
    "chain_id" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "log_index" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "proof" BYTEA,
    "refusal" TEXT,

    CONSTRAINT "payment_proof_pkey" PRIMARY KEY ("chain_id","block_number","log_index")
);
