/** A row of the published region table; `parent` 0 means none, `members` is the number registered at deployment. */
export type RegionRow = {
  region: number
  name: string
  population: bigint
  /** Need and geographic weight in basis points. */
  need: number
  geography: number
  parent: number
  members: number
}

/** The smallest number of active members with which a region opens for claims. */
export const SMALLEST_ANONYMITY_SET = 10n

/** The invented regions of the devnet. The last is below the smallest anonymity set: its parent stands for it. */
export const REGIONS: RegionRow[] = [
  { region: 1, name: 'Harbour', population: 41_230n, need: 8_000, geography: 10_000, parent: 0, members: 60 },
  {
    region: 2,
    name: 'Highlands',
    population: 12_480n,
    need: 12_500,
    geography: 13_000,
    parent: 0,
    members: 35,
  },
  {
    region: 3,
    name: 'Lowlands',
    population: 28_915n,
    need: 9_500,
    geography: 10_500,
    parent: 0,
    members: 45,
  },
  {
    region: 4,
    name: 'River Towns',
    population: 19_340n,
    need: 10_400,
    geography: 10_000,
    parent: 0,
    members: 30,
  },
  { region: 5, name: 'Islands', population: 6_105n, need: 14_000, geography: 15_500, parent: 0, members: 20 },
  {
    region: 6,
    name: 'Outer Skerries',
    population: 412n,
    need: 15_000,
    geography: 18_000,
    parent: 5,
    members: 3,
  },
]
