/** Writes down what nobody waits for, many at a time; a database that is away costs the lines only. */
export interface BackgroundLog<Line> {
  readonly note: (line: Line) => void
  /** Resolves when all is written. */
  readonly close: () => Promise<void>
}

/** Lines gather so long: a commit for each would take its turn from those somebody waits for. */
const GATHER_MS = 100

/** @param what the lines are, for the log where they cannot be written. */
export function createBackgroundLog<Line>(
  write: (lines: readonly Line[]) => Promise<void>,
  what: string,
  log: (line: string) => void,
): BackgroundLog<Line> {
  let waiting: Line[] = []
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()
  const writeAll = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const lines = waiting
    waiting = []
    if (lines.length === 0) return writing
    writing = writing
      .then(() => write(lines))
      .catch((error: unknown) => {
        log(`${lines.length} ${what} were not noted: ${error instanceof Error ? error.message : String(error)}`)
      })
    return writing
  }
  return {
    note: (line) => {
      waiting.push(line)
      timer ??= setTimeout(() => void writeAll(), GATHER_MS)
    },
    close: writeAll,
  }
}
