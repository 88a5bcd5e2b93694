import { NothingHere } from '@/components/text/nothing-here'

export default NothingHere
