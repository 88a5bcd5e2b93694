import { WIDTHS } from './browser'
import { describePages } from './page-stands'

describePages(WIDTHS[1])
