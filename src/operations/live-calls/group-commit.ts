/**
 * Does what many ask for in one go: while one batch is being done the next gathers, so that each waits for one commit and
 * the commits are few.
 */
export interface GroupCommit<Asked, Answer> {
  do(asked: Asked): Promise<Answer>
  /** Resolves when nothing is in hand. */
  idle(): Promise<void>
}

/**
 * @param doAll gives an answer for each of a batch, in its order; what it throws makes each of the batch be done alone.
 * @param most in one batch.
 */
export function createGroupCommit<Asked, Answer>(
  doAll: (batch: readonly Asked[]) => Promise<readonly Answer[]>,
  most: number,
): GroupCommit<Asked, Answer> {
  const waiting: { asked: Asked; resolve: (answer: Answer) => void; reject: (reason: unknown) => void }[] = []
  let running: Promise<void> | undefined

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most)
      try {
        const answers = await doAll(batch.map(({ asked }) => asked))
        batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer))
      } catch (error) {
        if (batch.length === 1) batch[0]?.reject(error)
        else
          for (const one of batch)
            await doAll([one.asked]).then(([answer]) => one.resolve(answer as Answer), one.reject)
      }
    }
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
