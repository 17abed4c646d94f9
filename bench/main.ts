import { benchAuthorize } from './authorize.ts'
import { benchBill } from './bill.ts'
import { benchImport } from './import.ts'
import { benchPrefixMatch } from './lpm.ts'
import { benchPdf } from './pdf.ts'
import { benchRating } from './rate.ts'
import { benchSearch } from './search.ts'
import { benchWeb } from './web.ts'

/**
 * `npm run bench -- authorize|bill|import|lpm|pdf|rate|search|web [--json]`: figures anyone can take again, each beside a
 * limit of the same run.
 */
const BENCHES: Readonly<Record<string, (options: { json: boolean }) => Promise<void> | void>> = {
  authorize: benchAuthorize,
  bill: benchBill,
  import: benchImport,
  lpm: benchPrefixMatch,
  pdf: benchPdf,
  rate: benchRating,
  search: benchSearch,
  web: benchWeb,
}

const [name = '', ...options] = process.argv.slice(2)
const bench = BENCHES[name]
if (bench === undefined) {
  console.error(`Run npm run bench -- ${Object.keys(BENCHES).join('|')} [--json]`)
  process.exitCode = 2
} else await bench({ json: options.includes('--json') })
