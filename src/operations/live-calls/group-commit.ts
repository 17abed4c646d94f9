/**
 * Does what many ask for in one go: while one batch is being done the next gathers, so that each waits for one commit and
 * the commits are few.
 */
export interface GroupCommit<Asked, Answer> {
  do(asked: Asked): Promise<Answer>
  /** Resolves when nothing is in hand. */
  idle(): Promise<void>
}

interface Manner<Asked> {
  /** In one batch. */
  readonly most: number
  /** Batches in hand at one time; 1 if left out. */
  readonly atOnce?: number
  /** Two of one key are never in two batches that are in hand. */
  readonly keyOf?: (asked: Asked) => unknown
  /** Whether a failure says nothing of what was asked: then each of the batch gets it, and none is done again alone. */
  readonly isSilence?: (error: unknown) => boolean
}

interface Waiting<Asked, Answer> {
  readonly asked: Asked
  readonly resolve: (answer: Answer) => void
  readonly reject: (reason: unknown) => void
}

/** @param doAll gives an answer for each of a batch, in its order; what it throws makes each of the batch be done alone. */
export function createGroupCommit<Asked, Answer>(
  doAll: (batch: readonly Asked[]) => Promise<readonly Answer[]>,
  { most, atOnce = 1, keyOf = () => undefined, isSilence = () => false }: Manner<Asked>,
): GroupCommit<Asked, Answer> {
  let waiting: Waiting<Asked, Answer>[] = []
  const busy = new Set<unknown>()
  const running = new Set<Promise<void>>()
  let isBegun = false

  const take = (): readonly Waiting<Asked, Answer>[] => {
    const batch: Waiting<Asked, Answer>[] = []
    const left: Waiting<Asked, Answer>[] = []
    for (const one of waiting) {
      const key = keyOf(one.asked)
      const isFree = key === undefined || !busy.has(key)
      if (batch.length < most && isFree) batch.push(one)
      else left.push(one)
    }
    waiting = left
    return batch
  }

  const doBatch = async (batch: readonly Waiting<Asked, Answer>[]): Promise<void> => {
    try {
      const answers = await doAll(batch.map(({ asked }) => asked))
      batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer))
    } catch (error) {
      if (batch.length === 1 || isSilence(error)) for (const { reject } of batch) reject(error)
      else
        for (const one of batch) await doAll([one.asked]).then(([answer]) => one.resolve(answer as Answer), one.reject)
    }
  }

  const begin = (): void => {
    isBegun = false
    while (running.size < atOnce && waiting.length > 0) {
      const batch = take()
      if (batch.length === 0) return
      const keys = new Set(batch.map(({ asked }) => keyOf(asked)))
      for (const key of keys) busy.add(key)
      const run = doBatch(batch).finally(() => {
        running.delete(run)
        for (const key of keys) busy.delete(key)
        begin()
      })
      running.add(run)
    }
  }

  return {
    do: (asked) =>
      new Promise((resolve, reject) => {
        waiting.push({ asked, resolve, reject })
        if (isBegun || running.size >= atOnce) return
        // What comes in the same turn of the loop goes along.
        isBegun = true
        setImmediate(begin)
      }),
    idle: async () => {
      while (waiting.length > 0 || running.size > 0) {
        await Promise.all(running)
        await new Promise((turn) => setImmediate(turn))
      }
    },
  }
}
