-- Whoever holds a nullifier may ask whether it was paid.
CREATE INDEX "payment_chain_id_nullifier_idx" ON "payment"("chain_id", "nullifier");
