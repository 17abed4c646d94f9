import { useEffect, useState } from 'react'
import { ApiProblem } from '../api/api-problem.ts'
import { addressOf } from '../api/client.ts'
import { signInAgain } from '../api/confirmation.ts'
import type { Answer } from '../api/wire-types.ts'
import { fromSnapshot, withChange, withoutEnded, type LiveChange, type LiveState } from './live-state.ts'
import { readEvents } from './read-events.ts'

/** connecting: nothing has come yet; lost: it came and does not, another try is made; paused: nobody looks. */
export type Connection = 'connecting' | 'live' | 'lost' | 'paused'

export interface LiveCalls {
  readonly state: LiveState | undefined
  readonly connection: Connection
  /** Why no other try is made. */
  readonly refusal: ApiProblem | undefined
}

/** Whose calls: one customer's by its own address, or the reseller's, and those of one customer of it. */
export interface LivePlace {
  readonly account?: string
  readonly onlyAccount?: string | undefined
}

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 15_000
const SECOND_MS = 1_000

/** Calls in progress as they change, while somebody looks. */
export function useLiveCalls({ account, onlyAccount }: LivePlace): LiveCalls {
  const address =
    account === undefined
      ? addressOf('watchLiveCalls', { query: { accountId: onlyAccount } })
      : addressOf('watchAccountLiveCalls', { params: { accountId: account } })
  const [heard, setHeard] = useState({ address, live: NOTHING })
  useEffect(
    () =>
      listen(address, (next) => {
        setHeard((before) => {
          const live = before.address === address ? before.live : NOTHING
          const now = next(live)
          return now === before.live ? before : { address, live: now }
        })
      }),
    [address],
  )
  return heard.address === address ? heard.live : NOTHING
}

const NOTHING: LiveCalls = { state: undefined, connection: 'connecting', refusal: undefined }

type Tell = (next: (before: LiveCalls) => LiveCalls) => void

/** Keeps listening until it is stopped; not while the page is hidden. */
function listen(address: string, tell: Tell): () => void {
  let session = new AbortController()
  const start = (): void => {
    session = new AbortController()
    void keepListening(address, tell, session.signal)
  }
  const turn = (): void => {
    session.abort()
    if (document.hidden) tell((before) => ({ ...before, connection: 'paused' }))
    else start()
  }
  const sweep = setInterval(() => {
    tell((before) => {
      const state = before.state === undefined ? undefined : withoutEnded(before.state, Date.now())
      return state === before.state ? before : { ...before, state }
    })
  }, SECOND_MS)
  document.addEventListener('visibilitychange', turn)
  if (!document.hidden) start()
  return () => {
    session.abort()
    clearInterval(sweep)
    document.removeEventListener('visibilitychange', turn)
  }
}

async function keepListening(address: string, tell: Tell, signal: AbortSignal): Promise<void> {
  let waitMs = FIRST_WAIT_MS
  for (;;) {
    try {
      await readEvents(address, {
        signal,
        hear: ({ name, data }) => {
          if (signal.aborted) return
          waitMs = FIRST_WAIT_MS
          if (name === 'snapshot') {
            const state = fromSnapshot(data as Answer<'listLiveCalls'>, Date.now())
            tell(() => ({ state, connection: 'live', refusal: undefined }))
          }
          if (name === 'change') {
            tell((before) =>
              before.state === undefined
                ? before
                : { ...before, state: withChange(before.state, data as LiveChange, Date.now()) },
            )
          }
        },
      })
    } catch (error) {
      if (signal.aborted) return
      const refusal = error instanceof ApiProblem && isFinal(error) ? error : undefined
      if (refusal !== undefined) return tell((before) => ({ ...before, connection: 'lost', refusal }))
      if (await signInAgain(error)) continue
      if (error instanceof ApiProblem && error.retryAfterSeconds !== undefined)
        waitMs = Math.max(waitMs, error.retryAfterSeconds * SECOND_MS)
    }
    if (signal.aborted) return
    tell((before) => ({ ...before, connection: before.state === undefined ? 'connecting' : 'lost' }))
    await pause(waitMs, signal)
    if (signal.aborted) return
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
  }
}

/** Another try would be answered the same. */
function isFinal({ status }: ApiProblem): boolean {
  return status === 403 || status === 404
}

/** Half of it, and up to as much again by chance: not all who lost the server come back at once. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds * (0.5 + Math.random() / 2))
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
