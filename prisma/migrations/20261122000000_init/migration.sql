-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "chain" (
    "chain_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL,
    "client" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "capabilities" JSONB NOT NULL,
    "mode" TEXT NOT NULL,

    CONSTRAINT "chain_pkey" PRIMARY KEY ("chain_id")
);

-- CreateTable
CREATE TABLE "chain_status" (
    "chain_id" BIGINT NOT NULL,
    "head" BIGINT,
    "head_hash" BYTEA,
    "head_timestamp" BIGINT,
    "head_changed_at" TIMESTAMPTZ(3),
    "safe" BIGINT,
    "finalized" BIGINT,
    "rpc_answered_at" TIMESTAMPTZ(3),
    "rpc_error" TEXT,
    "indexer_seen_at" TIMESTAMPTZ(3),
    "indexer_error" TEXT,

    CONSTRAINT "chain_status_pkey" PRIMARY KEY ("chain_id")
);

-- CreateTable
CREATE TABLE "checkpoint" (
    "chain_id" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "block_hash" BYTEA NOT NULL,

    CONSTRAINT "checkpoint_pkey" PRIMARY KEY ("chain_id")
);

-- CreateTable
CREATE TABLE "reorg" (
    "id" BIGSERIAL NOT NULL,
    "chain_id" BIGINT NOT NULL,
    "detected_at" TIMESTAMPTZ(3) NOT NULL,
    "common_number" BIGINT NOT NULL,
    "common_hash" BYTEA NOT NULL,
    "depth" INTEGER NOT NULL,
    "removed_hashes" BYTEA[],
    "replaced_by_hash" BYTEA,

    CONSTRAINT "reorg_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "block" (
    "chain_id" BIGINT NOT NULL,
    "number" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "parent_hash" BYTEA NOT NULL,
    "timestamp" BIGINT NOT NULL,
    "miner" BYTEA NOT NULL,
    "gas_used" BIGINT NOT NULL,
    "gas_limit" BIGINT NOT NULL,
    "base_fee_per_gas" DECIMAL(78,0),
    "size" INTEGER,
    "transaction_count" INTEGER NOT NULL,
    "state_root" BYTEA NOT NULL,
    "transactions_root" BYTEA NOT NULL,
    "receipts_root" BYTEA NOT NULL,
    "extra_data" BYTEA NOT NULL,
    "difficulty" DECIMAL(78,0) NOT NULL,
    "source" TEXT NOT NULL,
    "verification" JSONB NOT NULL,

    CONSTRAINT "block_pkey" PRIMARY KEY ("chain_id","number")
);

-- CreateTable
CREATE TABLE "transaction" (
    "chain_id" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "index" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,
    "from" BYTEA NOT NULL,
    "to" BYTEA,
    "created" BYTEA,
    "value" DECIMAL(78,0) NOT NULL,
    "nonce" BIGINT NOT NULL,
    "type" INTEGER NOT NULL,
    "input" BYTEA NOT NULL,
    "gas_limit" BIGINT NOT NULL,
    "gas_used" BIGINT NOT NULL,
    "effective_gas_price" DECIMAL(78,0) NOT NULL,
    "max_fee_per_gas" DECIMAL(78,0),
    "max_priority_fee_per_gas" DECIMAL(78,0),
    "status" INTEGER,
    "error" TEXT,
    "log_count" INTEGER NOT NULL,
    "home_module" TEXT NOT NULL,
    "modules" TEXT[],

    CONSTRAINT "transaction_pkey" PRIMARY KEY ("chain_id","block_number","index")
);

-- CreateTable
CREATE TABLE "log" (
    "chain_id" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "index" INTEGER NOT NULL,
    "transaction_index" INTEGER NOT NULL,
    "address" BYTEA NOT NULL,
    "topic0" BYTEA,
    "topic1" BYTEA,
    "topic2" BYTEA,
    "topic3" BYTEA,
    "data" BYTEA NOT NULL,

    CONSTRAINT "log_pkey" PRIMARY KEY ("chain_id","block_number","index")
);

-- CreateTable
CREATE TABLE "token_transfer" (
    "chain_id" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "log_index" INTEGER NOT NULL,
    "batch_index" INTEGER NOT NULL,
    "transaction_index" INTEGER NOT NULL,
    "token" BYTEA NOT NULL,
    "standard" TEXT NOT NULL,
    "from" BYTEA NOT NULL,
    "to" BYTEA NOT NULL,
    "amount" DECIMAL(78,0) NOT NULL,
    "token_id" DECIMAL(78,0),

    CONSTRAINT "token_transfer_pkey" PRIMARY KEY ("chain_id","block_number","log_index","batch_index")
);

-- CreateTable
CREATE TABLE "token" (
    "chain_id" BIGINT NOT NULL,
    "address" BYTEA NOT NULL,
    "block_number" BIGINT NOT NULL,
    "standard" TEXT NOT NULL,
    "name" TEXT,
    "symbol" TEXT,
    "decimals" INTEGER,

    CONSTRAINT "token_pkey" PRIMARY KEY ("chain_id","address")
);

-- CreateTable
CREATE TABLE "contract" (
    "chain_id" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "transaction_index" INTEGER NOT NULL,
    "address" BYTEA NOT NULL,
    "creator" BYTEA NOT NULL,
    "code_hash" BYTEA,

    CONSTRAINT "contract_pkey" PRIMARY KEY ("chain_id","address","block_number","transaction_index")
);

-- CreateTable
CREATE TABLE "module" (
    "chain_id" BIGINT NOT NULL,
    "module_id" TEXT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "log_index" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,

    CONSTRAINT "module_pkey" PRIMARY KEY ("chain_id","module_id")
);

-- CreateTable
CREATE TABLE "module_contract" (
    "chain_id" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "log_index" INTEGER NOT NULL,
    "module_id" TEXT NOT NULL,
    "contract" BYTEA NOT NULL,
    "label" TEXT NOT NULL,
    "added" BOOLEAN NOT NULL,

    CONSTRAINT "module_contract_pkey" PRIMARY KEY ("chain_id","block_number","log_index")
);

-- CreateTable
CREATE TABLE "block_access" (
    "chain_id" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "encoding" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "block_access_pkey" PRIMARY KEY ("chain_id","block_number")
);

-- CreateTable
CREATE TABLE "transaction_access" (
    "chain_id" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "transaction_index" INTEGER NOT NULL,
    "reads" INTEGER NOT NULL,
    "writes" INTEGER NOT NULL,
    "credits" INTEGER NOT NULL,
    "storage_reads" INTEGER NOT NULL,
    "storage_writes" INTEGER NOT NULL,
    "contracts" INTEGER NOT NULL,

    CONSTRAINT "transaction_access_pkey" PRIMARY KEY ("chain_id","block_number","transaction_index")
);

-- CreateTable
CREATE TABLE "block_metrics" (
    "chain_id" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "policy" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "transactions" INTEGER NOT NULL,
    "gas_used" BIGINT NOT NULL,
    "edges" INTEGER NOT NULL,
    "conflicted_txs" INTEGER NOT NULL,
    "dependent_txs" INTEGER NOT NULL,
    "components" INTEGER NOT NULL,
    "largest_component" INTEGER NOT NULL,
    "longest_chain_txs" INTEGER NOT NULL,
    "critical_path_gas" BIGINT NOT NULL,
    "critical_path" INTEGER[],
    "makespan_gas" BIGINT[],
    "block_order_makespan_gas" BIGINT[],
    "module_makespan_gas" BIGINT NOT NULL,
    "optimistic_makespan_gas" BIGINT[],
    "optimistic_aborts" INTEGER[],

    CONSTRAINT "block_metrics_pkey" PRIMARY KEY ("chain_id","block_number","policy")
);

-- CreateTable
CREATE TABLE "module_metrics" (
    "chain_id" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "policy" TEXT NOT NULL,
    "module_id" TEXT NOT NULL,
    "touching_txs" INTEGER NOT NULL,
    "home_txs" INTEGER NOT NULL,
    "home_gas" BIGINT NOT NULL,
    "cross_module_txs" INTEGER NOT NULL,
    "edges" INTEGER NOT NULL,
    "conflicted_txs" INTEGER NOT NULL,
    "touching_gas" BIGINT NOT NULL,
    "critical_path_gas" BIGINT NOT NULL,

    CONSTRAINT "module_metrics_pkey" PRIMARY KEY ("chain_id","block_number","policy","module_id")
);

-- CreateTable
CREATE TABLE "module_conflict" (
    "chain_id" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "policy" TEXT NOT NULL,
    "earlier_module" TEXT NOT NULL,
    "later_module" TEXT NOT NULL,
    "edges" INTEGER NOT NULL,

    CONSTRAINT "module_conflict_pkey" PRIMARY KEY ("chain_id","block_number","policy","earlier_module","later_module")
);

-- CreateTable
CREATE TABLE "hot_key" (
    "chain_id" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "policy" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "address" BYTEA NOT NULL,
    "slot" BYTEA,
    "label" TEXT,
    "module_id" TEXT NOT NULL,
    "readers" INTEGER NOT NULL,
    "writers" INTEGER NOT NULL,
    "edges" INTEGER NOT NULL,
    "waiting_gas" BIGINT NOT NULL,

    CONSTRAINT "hot_key_pkey" PRIMARY KEY ("chain_id","block_number","policy","rank")
);

-- CreateTable
CREATE TABLE "program" (
    "chain_id" BIGINT NOT NULL,
    "address" BYTEA NOT NULL,
    "block_number" BIGINT NOT NULL,
    "log_index" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "token" BYTEA NOT NULL,
    "treasury" BYTEA NOT NULL,

    CONSTRAINT "program_pkey" PRIMARY KEY ("chain_id","address")
);

-- CreateTable
CREATE TABLE "program_event" (
    "chain_id" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "log_index" INTEGER NOT NULL,
    "transaction_index" INTEGER NOT NULL,
    "program" BYTEA NOT NULL,
    "emitter" BYTEA NOT NULL,
    "event" TEXT NOT NULL,
    "epoch" BIGINT,
    "args" JSONB NOT NULL,

    CONSTRAINT "program_event_pkey" PRIMARY KEY ("chain_id","block_number","log_index")
);

-- CreateTable
CREATE TABLE "epoch" (
    "chain_id" BIGINT NOT NULL,
    "program" BYTEA NOT NULL,
    "epoch" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "log_index" INTEGER NOT NULL,
    "budget" DECIMAL(78,0) NOT NULL,
    "cap" DECIMAL(78,0) NOT NULL,
    "opens_at" BIGINT NOT NULL,
    "closes_at" BIGINT NOT NULL,
    "table_hash" BYTEA NOT NULL,

    CONSTRAINT "epoch_pkey" PRIMARY KEY ("chain_id","program","epoch","block_number")
);

-- CreateTable
CREATE TABLE "epoch_region" (
    "chain_id" BIGINT NOT NULL,
    "program" BYTEA NOT NULL,
    "epoch" BIGINT NOT NULL,
    "region" INTEGER NOT NULL,
    "block_number" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "population" BIGINT NOT NULL,
    "need" INTEGER NOT NULL,
    "geography" INTEGER NOT NULL,
    "root" BYTEA NOT NULL,
    "active" BIGINT NOT NULL,

    CONSTRAINT "epoch_region_pkey" PRIMARY KEY ("chain_id","program","epoch","region","block_number")
);

-- CreateTable
CREATE TABLE "epoch_close" (
    "chain_id" BIGINT NOT NULL,
    "program" BYTEA NOT NULL,
    "epoch" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "log_index" INTEGER NOT NULL,
    "paid" DECIMAL(78,0) NOT NULL,
    "reclaimed" DECIMAL(78,0) NOT NULL,

    CONSTRAINT "epoch_close_pkey" PRIMARY KEY ("chain_id","program","epoch","block_number")
);

-- CreateTable
CREATE TABLE "payment" (
    "chain_id" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "log_index" INTEGER NOT NULL,
    "transaction_index" INTEGER NOT NULL,
    "program" BYTEA NOT NULL,
    "epoch" BIGINT NOT NULL,
    "region" INTEGER NOT NULL,
    "nullifier" DECIMAL(78,0) NOT NULL,
    "recipient" BYTEA NOT NULL,
    "amount" DECIMAL(78,0) NOT NULL,
    "root" BYTEA NOT NULL,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("chain_id","block_number","log_index")
);

-- CreateTable
CREATE TABLE "program_balance" (
    "chain_id" BIGINT NOT NULL,
    "program" BYTEA NOT NULL,
    "holder" BYTEA NOT NULL,
    "token" BYTEA NOT NULL,
    "block_number" BIGINT NOT NULL,
    "balance" DECIMAL(78,0) NOT NULL,

    CONSTRAINT "program_balance_pkey" PRIMARY KEY ("chain_id","program","holder","token","block_number")
);

-- CreateTable
CREATE TABLE "program_state" (
    "chain_id" BIGINT NOT NULL,
    "program" BYTEA NOT NULL,
    "block_number" BIGINT NOT NULL,
    "question" TEXT NOT NULL,
    "answer" BYTEA NOT NULL,

    CONSTRAINT "program_state_pkey" PRIMARY KEY ("chain_id","program","block_number","question")
);

-- CreateTable
CREATE TABLE "audit" (
    "chain_id" BIGINT NOT NULL,
    "program" BYTEA NOT NULL,
    "epoch" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "verdict" TEXT NOT NULL,
    "totals" JSONB NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("chain_id","program","epoch","block_number")
);

-- CreateTable
CREATE TABLE "audit_check" (
    "chain_id" BIGINT NOT NULL,
    "program" BYTEA NOT NULL,
    "epoch" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "check_id" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,

    CONSTRAINT "audit_check_pkey" PRIMARY KEY ("chain_id","program","epoch","block_number","check_id")
);

-- CreateTable
CREATE TABLE "report" (
    "chain_id" BIGINT NOT NULL,
    "program" BYTEA NOT NULL,
    "epoch" BIGINT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "report_pkey" PRIMARY KEY ("chain_id","program","epoch","block_number")
);

-- CreateIndex
CREATE INDEX "reorg_chain_id_id_idx" ON "reorg"("chain_id", "id");

-- CreateIndex
CREATE INDEX "block_chain_id_timestamp_idx" ON "block"("chain_id", "timestamp");

-- CreateIndex
CREATE UNIQUE INDEX "block_chain_id_hash_key" ON "block"("chain_id", "hash");

-- CreateIndex
CREATE INDEX "transaction_chain_id_hash_idx" ON "transaction"("chain_id", "hash");

-- CreateIndex
CREATE INDEX "transaction_chain_id_from_block_number_index_idx" ON "transaction"("chain_id", "from", "block_number", "index");

-- CreateIndex
CREATE INDEX "transaction_chain_id_to_block_number_index_idx" ON "transaction"("chain_id", "to", "block_number", "index");

-- CreateIndex
CREATE INDEX "transaction_chain_id_created_idx" ON "transaction"("chain_id", "created");

-- CreateIndex
CREATE INDEX "transaction_chain_id_home_module_block_number_index_idx" ON "transaction"("chain_id", "home_module", "block_number", "index");

-- CreateIndex
CREATE INDEX "log_chain_id_address_topic0_block_number_idx" ON "log"("chain_id", "address", "topic0", "block_number");

-- CreateIndex
CREATE INDEX "token_transfer_chain_id_from_block_number_log_index_idx" ON "token_transfer"("chain_id", "from", "block_number", "log_index");

-- CreateIndex
CREATE INDEX "token_transfer_chain_id_to_block_number_log_index_idx" ON "token_transfer"("chain_id", "to", "block_number", "log_index");

-- CreateIndex
CREATE INDEX "token_transfer_chain_id_token_block_number_log_index_idx" ON "token_transfer"("chain_id", "token", "block_number", "log_index");

-- CreateIndex
CREATE INDEX "token_chain_id_block_number_idx" ON "token"("chain_id", "block_number");

-- CreateIndex
CREATE INDEX "contract_chain_id_block_number_idx" ON "contract"("chain_id", "block_number");

-- CreateIndex
CREATE INDEX "module_chain_id_block_number_idx" ON "module"("chain_id", "block_number");

-- CreateIndex
CREATE INDEX "module_contract_chain_id_contract_block_number_idx" ON "module_contract"("chain_id", "contract", "block_number");

-- CreateIndex
CREATE INDEX "module_contract_chain_id_module_id_block_number_idx" ON "module_contract"("chain_id", "module_id", "block_number");

-- CreateIndex
CREATE INDEX "module_metrics_chain_id_module_id_policy_block_number_idx" ON "module_metrics"("chain_id", "module_id", "policy", "block_number");

-- CreateIndex
CREATE INDEX "hot_key_chain_id_module_id_policy_block_number_idx" ON "hot_key"("chain_id", "module_id", "policy", "block_number");

-- CreateIndex
CREATE INDEX "program_chain_id_block_number_idx" ON "program"("chain_id", "block_number");

-- CreateIndex
CREATE INDEX "program_event_chain_id_program_epoch_block_number_idx" ON "program_event"("chain_id", "program", "epoch", "block_number");

-- CreateIndex
CREATE INDEX "program_event_chain_id_program_event_block_number_idx" ON "program_event"("chain_id", "program", "event", "block_number");

-- CreateIndex
CREATE INDEX "program_event_chain_id_emitter_event_block_number_idx" ON "program_event"("chain_id", "emitter", "event", "block_number");

-- CreateIndex
CREATE INDEX "epoch_chain_id_block_number_idx" ON "epoch"("chain_id", "block_number");

-- CreateIndex
CREATE INDEX "epoch_region_chain_id_block_number_idx" ON "epoch_region"("chain_id", "block_number");

-- CreateIndex
CREATE INDEX "epoch_close_chain_id_block_number_idx" ON "epoch_close"("chain_id", "block_number");

-- CreateIndex
CREATE INDEX "payment_chain_id_program_epoch_block_number_log_index_idx" ON "payment"("chain_id", "program", "epoch", "block_number", "log_index");

-- CreateIndex
CREATE INDEX "payment_chain_id_recipient_block_number_idx" ON "payment"("chain_id", "recipient", "block_number");

-- CreateIndex
CREATE INDEX "program_balance_chain_id_block_number_idx" ON "program_balance"("chain_id", "block_number");

-- CreateIndex
CREATE INDEX "program_state_chain_id_block_number_idx" ON "program_state"("chain_id", "block_number");

-- CreateIndex
CREATE INDEX "audit_chain_id_block_number_idx" ON "audit"("chain_id", "block_number");

-- CreateIndex
CREATE INDEX "audit_check_chain_id_block_number_idx" ON "audit_check"("chain_id", "block_number");

-- CreateIndex
CREATE INDEX "report_chain_id_block_number_idx" ON "report"("chain_id", "block_number");


