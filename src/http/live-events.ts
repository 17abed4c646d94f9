import { Readable } from 'node:stream'
import type { LiveFrame, PricedCall } from '#operations/live-calls/watch-live-calls.ts'
import { seen, viewSums, writeCalls, writeSums, type Seen, type Sight } from './views/live-call.ts'

/** Why a stream of events ends: who watches is not signed in any more, or the server goes or cannot tell. */
export type EndReason = 'session' | 'closing'

/** Calls in progress as server-sent events: a snapshot, then what changes. */
export interface LiveEvents {
  readonly stream: Readable
  see(frame: LiveFrame): void
  end(reason: EndReason): void
}

const SILENCE_MS = 15_000

/** @param isOnce the stream ends after the snapshot. */
export function createLiveEvents(sight: Sight, { isOnce }: { readonly isOnce: boolean }): LiveEvents {
  // Whoever takes it slower than it comes gets the next frame it can take, as a snapshot if any was left out.
  let isFull = false
  let isOver = false
  let leftOut = true
  let known: ReadonlyMap<bigint, PricedCall> = new Map()
  let lastSums = ''
  let lastAtMs = 0
  const stream = new Readable({
    read() {
      isFull = false
    },
  })
  const tell = (text: string, atMs: number): void => {
    isFull = !stream.push(text)
    lastAtMs = atMs
  }

  const close = (): void => {
    isOver = true
    stream.push(null)
  }

  const snapshot = (what: Seen): void => {
    const sums = writeSums(what)
    tell(event('snapshot', `${sums},"items":${writeCalls(what.shown, sight.withCost)}}`), what.at.getTime())
    lastSums = sumsKey(what)
  }

  const change = (what: Seen): void => {
    const now = new Set(what.shown.map(({ id }) => id))
    const gone = [...known.keys()].filter((id) => !now.has(id))
    const calls = what.shown.filter((call) => known.get(call.id) !== call)
    const sums = sumsKey(what)
    if (gone.length === 0 && calls.length === 0 && sums === lastSums) {
      if (what.at.getTime() - lastAtMs >= SILENCE_MS) tell(': nothing new\n\n', what.at.getTime())
      return
    }
    const data = `${writeSums(what)},"calls":${writeCalls(calls, sight.withCost)},"gone":${JSON.stringify(gone.map(String))}}`
    tell(event('change', data), what.at.getTime())
    lastSums = sums
  }

  stream.once('close', () => {
    isOver = true
  })
  return {
    stream,
    see(frame) {
      if (isOver) return
      if (isFull) {
        leftOut = true
        return
      }
      const what = seen(frame, sight)
      if (leftOut) snapshot(what)
      else change(what)
      leftOut = false
      known = new Map(what.shown.map((call) => [call.id, call]))
      if (isOnce) close()
    },
    end(reason) {
      if (isOver) return
      stream.push(event('end', JSON.stringify({ reason })))
      close()
    },
  }
}

function event(name: string, data: string): string {
  return `event: ${name}\ndata: ${data}\n\n`
}

/** The sums but for their moment. */
function sumsKey(what: Seen): string {
  const { count, ringing, total, held, dearest } = viewSums(what)
  return [count, ringing, total, held, dearest].join()
}
