import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import Papa from 'papaparse'
import { rateFile } from '#operations/rating/rate-file.ts'
import type { RateOutcome } from '#operations/rating/rate-file.ts'

/** A row of rated.csv by the names of its header. */
export type RatedRow = Readonly<Record<string, string>>

export interface RatedFile {
  readonly rows: readonly RatedRow[]
  readonly complaints: readonly string[]
  readonly outcome: RateOutcome
}

export const CALLS_HEADER = 'call_id,a_number,b_number,started_at,duration_seconds,direction'
export const DECK_HEADER =
  'prefix,destination,per_minute,flagfall,first_increment,next_increment,minimum_charge,valid_from,valid_to'

/** What `tollgate rate` does with these files, in this process. `calls` and `deck` are lines; without a header the usual. */
export async function rateInProcess(files: {
  readonly plan: object
  readonly deck?: readonly string[]
  readonly calls: readonly string[]
  readonly explain?: string
}): Promise<RatedFile> {
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-rate-'))
  try {
    const planPath = join(folder, 'plan.json')
    const callsPath = join(folder, 'calls.csv')
    const deckPath = files.deck === undefined ? undefined : join(folder, 'deck.csv')
    await writeFile(planPath, JSON.stringify(files.plan))
    await writeFile(callsPath, withHeader(CALLS_HEADER, files.calls))
    if (deckPath !== undefined) await writeFile(deckPath, withHeader(DECK_HEADER, files.deck ?? []))
    const written: string[] = []
    const complaints: string[] = []
    const outcome = await rateFile({
      planPath,
      deckPath,
      callsPath,
      explain: files.explain,
      openOutput: () => collector(written),
      onBadRow: (complaint) => complaints.push(complaint),
      onProgress: () => undefined,
    })
    const { data } = Papa.parse<RatedRow>(written.join(''), { header: true, skipEmptyLines: true })
    return { rows: data, complaints, outcome }
  } finally {
    await rm(folder, { recursive: true })
  }
}

function withHeader(header: string, lines: readonly string[]): string {
  const whole = lines[0]?.includes(header.slice(0, 6)) === true ? lines : [header, ...lines]
  return `${whole.join('\n')}\n`
}

function collector(written: string[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString('utf8'))
      done()
    },
  })
}
