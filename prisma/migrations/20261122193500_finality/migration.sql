-- What the node said of its head over time, and how often a block was refused.

CREATE TABLE "head_sample" (
    "chain_id" BIGINT NOT NULL,
    "second" BIGINT NOT NULL,
    "head" BIGINT NOT NULL,
    "head_timestamp" BIGINT NOT NULL,
    "safe" BIGINT,
    "safe_timestamp" BIGINT,
    "finalized" BIGINT,
    "finalized_timestamp" BIGINT,

    CONSTRAINT "head_sample_pkey" PRIMARY KEY ("chain_id","second")
);

ALTER TABLE "chain_status" ADD COLUMN "refused_blocks" BIGINT NOT NULL DEFAULT 0;
