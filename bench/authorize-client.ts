import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createChance, type Chance } from '#operations/demo/random.ts'

/** What the process that plays the switches is told. */
export interface Load {
  readonly port: number
  readonly key: string
  /** What each request is: a question about a call, a call asked about and then ended, or the bare statement. */
  readonly kind: 'ask' | 'ask and end' | 'statement'
  readonly numbers: readonly string[]
  readonly foreignPrefixes: readonly string[]
  readonly connections: number
  readonly seconds: number
  /** Requests a second that come whether or not the ones before are answered; undefined: each connection asks again at once. */
  readonly rate?: number | undefined
  readonly seed: number
}

export interface LoadFigures {
  /** Calls that were answered, or statements. */
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
  readonly refused: number
  /** What was refused and why, or failed, once. */
  readonly example: string
}

const MARGIN_SECONDS = 1

if (process.send !== undefined && process.argv[1] === import.meta.filename) {
  const [load] = (await once(process, 'message')) as [Load]
  const figures = await run(load)
  process.send?.(figures)
  process.disconnect?.()
}

/** The first second warms up and is not counted. */
async function run(load: Load): Promise<LoadFigures> {
  const wires = await Promise.all(Array.from({ length: load.connections }, () => openWire(load.port)))
  const tookMs: number[] = []
  const callOf = createCalls(load)
  let [refused, example] = [0, '']
  const startedAt = performance.now()
  const countFrom = startedAt + MARGIN_SECONDS * 1000
  const until = countFrom + load.seconds * 1000
  const one = async (wire: Wire, dueAt: number): Promise<void> => {
    const call = callOf()
    const answer = await wire.ask(call.asked)
    // The rate is of calls in the time, whenever they were due.
    if (dueAt >= countFrom) tookMs.push(performance.now() - dueAt)
    if (!answer.includes('"allow":true') && load.kind !== 'statement') {
      refused++
      if (example === '') example = answer.slice(answer.indexOf('\r\n\r\n') + 4)
    } else if (load.kind === 'ask and end') {
      const id = /"id":"(\d+)"/.exec(answer)?.[1] ?? ''
      const ended = await wire.ask(call.end(id))
      if (!ended.includes('"recorded":true')) {
        refused++
        if (example === '') example = ended
      }
    }
  }
  if (load.rate === undefined) {
    await Promise.all(
      wires.map(async (wire) => {
        while (performance.now() < until) await one(wire, performance.now())
      }),
    )
  } else await openLoop(wires, one, { ...load, rate: load.rate, startedAt, until })
  const seconds = (performance.now() - countFrom) / 1000
  for (const wire of wires) wire.close()
  const sorted = tookMs.toSorted((a, b) => a - b)
  const at = (share: number): number =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  return {
    perSecond: Math.round(sorted.length / seconds),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
    refused,
    example,
  }
}

/** Calls come when they come: what has to wait for a connection waits on the clock it is measured by. */
async function openLoop(
  wires: readonly Wire[],
  one: (wire: Wire, dueAt: number) => Promise<void>,
  { rate, seed, startedAt, until }: { rate: number; seed: number; startedAt: number; until: number },
): Promise<void> {
  const chance = createChance(seed)
  const free = [...wires]
  const due: number[] = []
  const running = new Set<Promise<void>>()
  let nextAt = startedAt
  const sendDue = (): void => {
    for (;;) {
      const wire = due.length > 0 ? free.pop() : undefined
      const dueAt = wire === undefined ? undefined : due.shift()
      if (wire === undefined || dueAt === undefined) return
      const call = one(wire, dueAt).finally(() => {
        free.push(wire)
        running.delete(call)
        sendDue()
      })
      running.add(call)
    }
  }
  while (performance.now() < until) {
    const now = performance.now()
    for (; nextAt <= now; nextAt += (-Math.log(1 - chance.next()) * 1000) / rate) due.push(nextAt)
    sendDue()
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  while (due.length > 0 || running.size > 0) await Promise.all(running)
}

interface Wire {
  /** Sends a whole request; the whole answer. One at a time. */
  ask(request: string): Promise<string>
  close(): void
}

/** A connection that is kept, and nothing between the socket and the words on it: the client is not to be the limit. */
async function openWire(port: number): Promise<Wire> {
  const socket: Socket = connect(port, '127.0.0.1').setNoDelay().setEncoding('latin1')
  await once(socket, 'connect')
  let heard = ''
  let answer: ((text: string) => void) | undefined
  socket.on('data', (text: string) => {
    heard = heard === '' ? text : heard + text
    const headEnd = heard.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const from = heard.indexOf('content-length: ')
    const length = from < 0 || from > headEnd ? 0 : Number.parseInt(heard.slice(from + 16, from + 24), 10)
    if (heard.length < headEnd + 4 + length) return
    const whole = heard
    heard = ''
    answer?.(whole)
  })
  return {
    ask: (request) =>
      new Promise((resolve) => {
        answer = resolve
        socket.write(request)
      }),
    close: () => void socket.destroy(),
  }
}

interface Call {
  readonly asked: string
  end(id: string): string
}

/** Calls as they come: seven of ten to mobiles, two within the country, one abroad. */
function createCalls({ key, kind, numbers, foreignPrefixes, seed }: Load): () => Call {
  const chance = createChance(seed + 1)
  const post = (path: string, body: string): string =>
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  const mark = `${process.pid}-${seed}`
  let nth = 0
  return () => {
    nth++
    if (kind === 'statement') {
      return { asked: post('/statement', `{"account":${chance.below(numbers.length)}}`), end: () => '' }
    }
    const call = {
      source: 'bench',
      callId: `${mark}-${nth}@bench.example`,
      from: chance.pick(numbers),
      to: calledBy(chance, foreignPrefixes),
      direction: 'out',
    }
    return {
      asked: post('/api/v1/call-authorizations', JSON.stringify(call)),
      end: (id) =>
        post(
          `/api/v1/call-authorizations/${id}/end`,
          JSON.stringify({ ...call, startedAt: new Date().toISOString(), durationSeconds: 1 + chance.below(120) }),
        ),
    }
  }
}

function calledBy(chance: Chance, foreignPrefixes: readonly string[]): string {
  const kind = chance.below(10)
  if (kind < 7) return `61491570${chance.digits(3)}`
  if (kind < 9) return `6127010${chance.digits(4)}`
  return `${chance.pick(foreignPrefixes)}55501234`.slice(0, 12)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
