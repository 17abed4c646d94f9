import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CALLS_HEADER } from '../../support/rate-in-process.ts'
import { folderWith, tollgate } from '../../support/rate-command.ts'

const BLOCK = 10_000
const BLOCKS = 100

/**
 * Prints the peak of a process's memory when it ends; asked of every Node the command starts. What the kernel says of its use of
 * resources would count the memory of whoever started it, too.
 */
const TELL_MEMORY = `import { readFileSync } from "node:fs"
const peak = () => /VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]
process.on("exit", () => process._rawDebug("peak " + peak()))`

test(
  'a million calls out of order of start, with allowances, pass in less than 250 MB',
  { timeout: 300_000 },
  async () => {
    const folder = await folderWith({
      'plan.json': {
        name: 'x',
        type: 'bundle',
        rates: { Mobile: { perMinute: '0.10', flagfall: '0.05' }, National: { perMinute: '0.05' } },
        allowances: [{ name: 'minutes', serviceTypes: ['Mobile'], unit: 'seconds', quantity: 600 }],
      },
    })
    await writeCalls(join(folder, 'calls.csv'))
    const { code, error } = await tollgate(
      folder,
      ['rate', '--plan', 'plan.json', '--calls', 'calls.csv', '--out', 'rated.csv'],
      { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(TELL_MEMORY)}` },
    )
    const peaks = [...error.matchAll(/^peak (\d+)$/gm)].map(([, kilobytes]) => Number(kilobytes))
    expect(error).toContain('1000000 calls: 1000000 rated')
    // Half the calls are mobile, 30 seconds each at 0.10 with 0.05 flagfall; the 20 that each of 500 accounts has covered
    // pay nothing. The other half cost 0.05 for a minute.
    expect(error).toContain('charge $74000.000000 ex GST, GST $7400.000000')
    expect((await stat(join(folder, 'rated.csv'))).size).toBeGreaterThan(40_000_000)
    expect(Math.max(...peaks)).toBeLessThan(250 * 1024)
    expect([code, peaks.length > 0]).toEqual([0, true])
  },
)

/** The same block over and over: every block begins before the last one ended. */
async function writeCalls(path: string): Promise<void> {
  const lines = Array.from({ length: BLOCK }, (_, row) => {
    const start = new Date(Date.UTC(2026, 6, 1) + row * 1000).toISOString()
    const call = row % 2 === 0 ? `61491570156,${start},30` : `61383334444,${start},60`
    return `call-${row},61270101234,${call},out,account ${(row >> 1) % 500}\n`
  })
  const file = await open(path, 'w')
  await file.write(`${CALLS_HEADER},account\n`)
  for (let block = 0; block < BLOCKS; block++) await file.write(lines.join(''))
  await file.close()
}
