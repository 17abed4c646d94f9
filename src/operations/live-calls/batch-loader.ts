/** Asks for many things at once that were wanted one by one at about the same time. */
export interface BatchLoader<Key, Value> {
  load(key: Key): Promise<Value>
}

/** @param loadAll gives a value for each key; what it throws, everybody who waits gets. */
export function createBatchLoader<Key, Value>(
  loadAll: (keys: readonly Key[]) => Promise<(key: Key) => Value>,
): BatchLoader<Key, Value> {
  let waiting = new Map<Key, PromiseWithResolvers<Value>>()

  const flush = async (): Promise<void> => {
    const batch = waiting
    waiting = new Map()
    try {
      const valueOf = await loadAll([...batch.keys()])
      for (const [key, { resolve }] of batch) resolve(valueOf(key))
    } catch (error) {
      for (const { reject } of batch.values()) reject(error)
    }
  }

  return {
    load(key) {
      let one = waiting.get(key)
      if (one === undefined) {
        if (waiting.size === 0) setImmediate(() => void flush())
        one = Promise.withResolvers<Value>()
        waiting.set(key, one)
      }
      return one.promise
    },
  }
}
