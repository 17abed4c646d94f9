import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CallSourceRow } from '#storage/queries/imports.ts'
import type { CallEvent } from '#operations/usage/record-events.ts'

/** A record of a call that could not be written into the database. */
export interface SpooledCall {
  readonly source: CallSourceRow
  readonly event: CallEvent
}

/** Records of calls wait here for the database: on disk before anybody is told that they are kept. */
export interface CallSpool {
  /** Resolves when it is on disk. */
  keep(call: SpooledCall): Promise<void>
  /**
   * Writes what waits, in its order; a file is removed when all of it is written, so that some of it may come twice.
   *
   * @returns how many there were.
   */
  drain(write: (calls: readonly SpooledCall[]) => Promise<void>): Promise<number>
}

const CURRENT = 'calls.jsonl'
const AT_ONCE = 500

export function createCallSpool(folder: string, log: (line: string) => void): CallSpool {
  let last: Promise<unknown> = Promise.resolve()
  /** One after the other: a file that is being read is never written to. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = last.then(work, work)
    last = done.catch(() => {})
    return done
  }

  const setAside = async (): Promise<readonly string[]> => {
    const names = await filesOf(folder)
    if (names.includes(CURRENT)) {
      const nth = names.filter((name) => name.startsWith('drain-')).length
      await rename(join(folder, CURRENT), join(folder, `drain-${Date.now().toString().padStart(15, '0')}-${nth}.jsonl`))
    }
    return (await filesOf(folder)).filter((name) => name.startsWith('drain-')).toSorted()
  }

  return {
    keep: (call) =>
      inTurn(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        const file = await open(join(folder, CURRENT), 'a', 0o600)
        try {
          await file.appendFile(`${JSON.stringify(call)}\n`)
          await file.datasync()
        } finally {
          await file.close()
        }
      }),
    drain: (write) =>
      inTurn(async () => {
        let drained = 0
        for (const name of await setAside()) {
          const lines = (await readFile(join(folder, name), 'utf8')).split('\n').filter((line) => line !== '')
          const calls = lines.flatMap((line) => readLine(line, log))
          for (let from = 0; from < calls.length; from += AT_ONCE) await write(calls.slice(from, from + AT_ONCE))
          await rm(join(folder, name))
          drained += calls.length
        }
        return drained
      }),
  }
}

function filesOf(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((): string[] => [])
}

/** A line that was cut off as the machine died was never said to be kept. */
function readLine(line: string, log: (line: string) => void): readonly SpooledCall[] {
  try {
    return [JSON.parse(line) as SpooledCall]
  } catch {
    log('A record of a call that was cut off in the middle is left out.')
    return []
  }
}
