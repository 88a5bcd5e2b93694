/** Where a chain's pages begin: '' for the default chain, '/c/<chain id>' for the others. */
export type Base = string

/** The path of every page, so that no page spells another's. EIP-3091 for the default chain. */
export const path = {
  home: (base: Base) => base || '/',
  blocks: (base: Base) => `${base}/blocks`,
  block: (base: Base, numberOrHash: bigint | string) => `${base}/block/${numberOrHash}`,
  transactions: (base: Base) => `${base}/txs`,
  transaction: (base: Base, hash: string) => `${base}/tx/${hash}`,
  address: (base: Base, address: string) => `${base}/address/${address}`,
  token: (base: Base, address: string) => `${base}/token/${address}`,
  search: (base: Base) => `${base}/search`,
  parallelism: (base: Base) => `${base}/parallelism`,
  whatIf: (base: Base) => `${base}/what-if`,
  modules: (base: Base) => `${base}/modules`,
  discovery: (base: Base) => `${base}/modules/discovery`,
  module: (base: Base, id: string) => `${base}/module/${encodeURIComponent(id)}`,
  programs: (base: Base) => `${base}/programs`,
  program: (base: Base, address: string) => `${base}/program/${address}`,
  epoch: (base: Base, program: string, epoch: bigint) => `${base}/program/${program}/epoch/${epoch}`,
  payment: (base: Base, transactionHash: string, logIndex: number) =>
    `${base}/payment/${transactionHash}/${logIndex}`,
  finality: (base: Base) => `${base}/finality`,
  status: (base: Base) => `${base}/status`,
  findings: (base: Base) => `${base}/findings`,
  wallet: (base: Base, of?: string) => `${base}/wallet${of === undefined ? '' : `?of=${of}`}`,
  /** about no chain of the database; `of` fills its fields */
  verify: (of?: { chainId: bigint; program: string; epoch: bigint }) =>
    of === undefined ? '/verify' : `/verify?program=${of.program}&epoch=${of.epoch}&chain=${of.chainId}`,
  api: (base: Base) => `${base}/api`,
}
