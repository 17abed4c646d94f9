import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Services } from '../compose.ts'
import { countWaitingJobs } from '#storage/queries/jobs.ts'
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
  const { pool } = services
  gauge(registry, 'tollgate_database_connections', 'Connections of the pool', () => pool.totalCount)
  gauge(registry, 'tollgate_database_waiting', 'Requests that wait for a connection', () => pool.waitingCount)
  gauge(registry, 'tollgate_jobs_waiting', 'Jobs due and not done', () => countWaitingJobs(pool))

  // All gauges of one reading are of the same query.
  let reading: Promise<SwitchFigures> | undefined
  const readSwitch = (): Promise<SwitchFigures> =>
    (reading ??= readSwitchFigures(pool, services.clock()).finally(() => (reading = undefined)))
  for (const [key, [name, help]] of Object.entries(SWITCH_GAUGES) as [SwitchFigure, readonly [string, string]][]) {
    gauge(registry, name, help, async () => (await readSwitch())[key])
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

function gauge(registry: Registry, name: string, help: string, read: () => number | Promise<number>): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await read())
    },
  })
}
