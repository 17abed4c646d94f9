/** What was looked up a moment ago, so that it is not looked up for every call. */
export interface Remembered<Value> {
  /**
   * What `load` says now, or said a moment ago. Where it cannot be asked, what it said last.
   *
   * @throws what `load` throws, where nothing is known yet; a problem it throws is never taken for silence.
   */
  get(key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined> | Value | undefined
}

/** Older, it is looked up again beside the answer; nobody waits. */
const FRESH_MS = 2_000
/** Older, it is not believed while it can be looked up: a key that was revoked stops within this. */
const BELIEVED_MS = 5_000
/** While it cannot be looked up, it is tried so often, and no call waits longer for it. */
const AGAIN_MS = 1_000
const WAIT_MS = 500
const MOST = 10_000

/**
 * @param isAnswer whether what `load` threw is an answer, and not the silence of a database that is away.
 */
export function createRemembered<Value>(clock: () => Date, isAnswer: (error: unknown) => boolean): Remembered<Value> {
  const known = new Map<string, Entry<Value>>()

  const look = (key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined> => {
    const old = known.get(key)
    if (old?.loading !== undefined) return old.loading
    const loading = load().then(
      (value) => {
        if (value === undefined) known.delete(key)
        else {
          if (known.size >= MOST) known.clear()
          known.set(key, { value, atMs: clock().getTime() })
        }
        return value
      },
      (error: unknown) => {
        if (isAnswer(error)) known.delete(key)
        else if (old !== undefined) old.loading = undefined
        throw error
      },
    )
    if (old !== undefined) old.loading = loading
    return loading
  }

  return {
    get(key, load) {
      const entry = known.get(key)
      if (entry === undefined) return look(key, load)
      const ageMs = clock().getTime() - entry.atMs
      if (ageMs < FRESH_MS) return entry.value
      if (ageMs < BELIEVED_MS) {
        look(key, load).catch(() => {})
        return entry.value
      }
      if (entry.silentSince !== undefined && performance.now() - entry.silentSince < AGAIN_MS) return entry.value
      return orSilence(look(key, load), entry, isAnswer)
    },
  }
}

interface Entry<Value> {
  readonly value: Value
  readonly atMs: number
  loading?: Promise<Value | undefined> | undefined
  /** Since when nobody answers; by the machine's own watch. */
  silentSince?: number
}

function orSilence<Value>(
  looking: Promise<Value | undefined>,
  entry: Entry<Value>,
  isAnswer: (error: unknown) => boolean,
): Promise<Value | undefined> {
  return new Promise((resolve) => {
    const silent = (): void => {
      entry.silentSince = performance.now()
      resolve(entry.value)
    }
    const timer = setTimeout(silent, WAIT_MS)
    looking.then(
      (value) => {
        clearTimeout(timer)
        resolve(value)
      },
      (error: unknown) => {
        clearTimeout(timer)
        if (isAnswer(error)) resolve(looking)
        else silent()
      },
    )
  })
}
