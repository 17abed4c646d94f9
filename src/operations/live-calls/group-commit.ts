/**
 * Does what many ask for in one go: while one batch is being done the next gathers, so that each waits for one commit and
 * the commits are few.
 */
export interface GroupCommit<Asked, Answer> {
  do(asked: Asked): Promise<Answer>
  /** Resolves when nothing is in hand. */
  idle(): Promise<void>
}

interface Manner {
  /** In one batch. */
  readonly most: number
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
  { most, isSilence = () => false }: Manner,
): GroupCommit<Asked, Answer> {
  const waiting: Waiting<Asked, Answer>[] = []
  let running: Promise<void> | undefined

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

  const run = async (): Promise<void> => {
    while (waiting.length > 0) await doBatch(waiting.splice(0, most))
    running = undefined
  }

  return {
    do: (asked) =>
      new Promise((resolve, reject) => {
        waiting.push({ asked, resolve, reject })
        // What comes in the same turn of the loop goes along.
        running ??= new Promise<void>((begun) => setImmediate(begun)).then(run)
      }),
    idle: async () => {
      while (running !== undefined) await running
    },
  }
}
