import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { REFUSAL_CAUSES } from '#domain/live-calls/refusal.ts'
import type { Services } from '../compose.ts'
import { countWaitingJobs } from '#storage/queries/jobs.ts'
import { countOpenReservations } from '#storage/queries/call-reservations.ts'
import { readSwitchFigures, type SwitchFigures } from '#storage/queries/switch-records.ts'

/**
 * What an operator's instruments read: /healthz (this process lives), /readyz (it can work: the database answers),
 * /metrics (Prometheus). No tenant's name or number is in any of it.
 */
export function addMonitoring(server: FastifyInstance, services: Services): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'tollgate_http_request_seconds',
    help: 'Time to answer, by endpoint and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  })
  const { pool, liveCalls, clock } = services
  gauge(registry, 'tollgate_database_connections', 'Connections of the pool', () => pool.totalCount)
  gauge(registry, 'tollgate_database_waiting', 'Requests that wait for a connection', () => pool.waitingCount)
  /** Left out where the database is away, so that the others can be read all the same. */
  const fromDatabase = (name: string, help: string, read: () => Promise<number>): void =>
    gauge(registry, name, help, () => (liveCalls.isAway ? undefined : read().catch(() => undefined)))
  fromDatabase('tollgate_jobs_waiting', 'Jobs due and not done', () => countWaitingJobs(pool))
  fromDatabase('tollgate_live_calls', 'Calls in progress that money is held for', () =>
    countOpenReservations(pool, clock()),
  )
  addCallFigures(registry, services)

  // All gauges of one reading are of the same query.
  let reading: Promise<SwitchFigures> | undefined
  const readSwitch = (): Promise<SwitchFigures> =>
    (reading ??= readSwitchFigures(pool, clock()).finally(() => (reading = undefined)))
  for (const [key, [name, help]] of Object.entries(SWITCH_GAUGES) as [SwitchFigure, readonly [string, string]][]) {
    fromDatabase(name, help, async () => (await readSwitch())[key])
  }

  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    done()
  })
  server.get('/healthz', () => ({ status: 'alive' }))
  server.get('/readyz', async (_request, reply) => {
    const ready = await pool.query('SELECT 1').then(
      () => true,
      () => false,
    )
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'the database does not answer' })
  })
  server.get('/metrics', async (_request, reply) =>
    reply.header('content-type', registry.contentType).send(await registry.metrics()),
  )
}

type SwitchFigure = keyof SwitchFigures

const SWITCH_GAUGES: Readonly<Record<SwitchFigure, readonly [string, string]>> = {
  waiting: ['tollgate_switch_records_waiting', 'Records of the switch that are not among the calls'],
  oldestWaitingSeconds: ['tollgate_switch_record_age_seconds', 'How long the oldest of them waits'],
  opened: ['tollgate_switch_opened_calls', 'Calls that took place without an answer, of the records that are kept'],
  unreadable: ['tollgate_switch_records_unreadable', 'Records that say of no call what it was'],
  registered: ['tollgate_switch_registered_lines', 'Lines that are registered'],
}

/** How this process answers calls. */
function addCallFigures(registry: Registry, { liveCalls }: Services): void {
  const refusals = new Counter({
    name: 'tollgate_live_refusals_total',
    help: 'Calls that were not let through, by cause',
    labelNames: ['cause'],
    registers: [registry],
  })
  for (const cause of REFUSAL_CAUSES) refusals.inc({ cause }, 0)
  const held = new Histogram({
    name: 'tollgate_live_calls_per_commit',
    help: 'Calls whose money was held in one commit',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers: [registry],
  })
  liveCalls.listen({ refused: (cause) => refusals.inc({ cause }), held: (calls) => held.observe(calls) })
  gauge(registry, 'tollgate_live_database_away', '1: calls are answered without the database', () =>
    liveCalls.isAway ? 1 : 0,
  )
}

/** @param read undefined: it is not known now, and left out. */
function gauge(
  registry: Registry,
  name: string,
  help: string,
  read: () => number | undefined | Promise<number | undefined>,
): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      const value = await read()
      if (value === undefined) this.remove()
      else this.set(value)
    },
  })
}
