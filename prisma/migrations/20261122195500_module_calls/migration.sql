-- Messages between modules, by block: who calls whom, how much, how often it fails.
CREATE TABLE "module_call" (
    "chain_id" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "caller_module" TEXT NOT NULL,
    "callee_module" TEXT NOT NULL,
    "calls" INTEGER NOT NULL,
    "static_calls" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "gas" BIGINT NOT NULL,
    "value" DECIMAL(78,0) NOT NULL,

    CONSTRAINT "module_call_pkey" PRIMARY KEY ("chain_id","block_number","caller_module","callee_module")
);
