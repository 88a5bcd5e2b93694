/** Names of the token standards by their stored id. */
export const STANDARDS: Record<string, string> = {
  erc20: 'ERC-20',
  erc721: 'ERC-721',
  erc1155: 'ERC-1155',
}
