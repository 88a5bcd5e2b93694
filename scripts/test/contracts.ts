import { compileContracts } from '@/devnet/compile'

// Test files begin at the same time, and each that found nothing compiled would compile for half a minute by itself.
await compileContracts()
console.log("The devnet's contracts are compiled.")
