import { keccak256, toBytes, toHex } from '@/lib/chain/bytes'
import type { CreatedContract } from '@/lib/chain/contracts'
import type { Hex } from '@/lib/chain/types'
import type { AccessSet } from '@/lib/parallelism/types'
import type { RpcClient } from '@/lib/rpc/client'
import { RpcResponseError } from '@/lib/rpc/errors'
import type { Membership, ModuleRules } from './rules'

/** What is known of a block's contracts before the node is asked. */
export interface BlockContracts {
  number: bigint
  access: readonly AccessSet[]
  created: readonly CreatedContract[]
  /** keccak-256 of runtime code by address, as the block's traces have it */
  codeHashes?: ReadonlyMap<Hex, Hex>
}

/** Asks the rules of a modules file about contracts, with what chain and node know of each. */
export class MemberFinder {
  #refused = false

  /**
   * @param creators who created contracts of earlier blocks
   * @param say hears, once, that the node does not give code
   */
  constructor(
    readonly rules: ModuleRules,
    private readonly rpc: Pick<RpcClient, 'code'>,
    private readonly creators: ReadonlyMap<Hex, Hex>,
    private readonly say: (sentence: string) => void,
  ) {}

  /** Every contract that a block touches or creates, each once, in the order of the block. */
  static contractsOf({ access, created }: BlockContracts): Hex[] {
    const all = new Set<Hex>(created.map(({ address }) => address))
    for (const set of access) for (const contract of set.contracts) all.add(`0x${contract.slice(2)}`)
    return [...all]
  }

  /** The modules of contracts of a block; those of none are left out. */
  async find(contracts: readonly Hex[], block: BlockContracts): Promise<Map<Hex, Membership>> {
    const created = new Map(block.created.map((contract) => [contract.address, contract]))
    const found = await Promise.all(
      contracts.map(async (address) => {
        const creation = created.get(address)
        const creator = creation?.creator ?? this.creators.get(address)
        const sure = this.rules.match({ address, creator })
        if (sure !== undefined || !this.rules.needsCodeHashes) return [address, sure] as const
        const codeHash =
          creation?.codeHash ??
          block.codeHashes?.get(address) ??
          (await this.#codeHash(address, block.number))
        return [address, this.rules.match({ address, creator, codeHash })] as const
      }),
    )
    return new Map(found.flatMap(([address, member]) => (member === undefined ? [] : [[address, member]])))
  }

  async #codeHash(address: Hex, block: bigint): Promise<Hex | undefined> {
    if (this.#refused) return undefined
    try {
      return toHex(keccak256(toBytes(await this.rpc.code(address, block))))
    } catch (error) {
      if (!(error instanceof RpcResponseError)) throw error
      if (!this.#refused) {
        this.say(
          `The node does not give the code of contracts, which the code hashes of the modules file need: ${error.message}`,
        )
      }
      this.#refused = true
      return undefined
    }
  }
}
