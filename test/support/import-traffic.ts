import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeCalls, type TrafficPlan } from '#operations/demo/write-calls.ts'
import { CASUAL_PLAN, createTelco, type Telco } from './import-fixture.ts'

/** Bundles small enough to run out within the month, in each unit. Calls abroad have a price; directory calls have none. */
const RATES = { ...CASUAL_PLAN.rates, International: { perMinute: '0.35', minimumCharge: '0.10' } }
const ALLOWANCES = [
  [],
  [{ name: 'Minutes', serviceTypes: ['Mobile', 'National'], unit: 'seconds', quantity: 20_000 }],
  [{ name: 'Calls', serviceTypes: ['Local', 'National'], unit: 'calls', quantity: 40 }],
  [{ name: 'Dollars', serviceTypes: ['Mobile', 'International', '6113'], unit: 'money', quantity: '12.34' }],
]

const NUMBERS = Array.from({ length: 8 }, (_, index) => [`6125550${1000 + index}`, `6137010${2000 + index}`])

/** Eight accounts on four plans: every telco of this is like another, row by row. */
export async function createBusyTelco(): Promise<Telco> {
  const telco = await createTelco()
  const planIds: number[] = []
  for (const [index, allowances] of ALLOWANCES.entries()) {
    const { planId } = await telco.publish({ ...CASUAL_PLAN, name: `Plan ${index}`, rates: RATES, allowances })
    planIds.push(planId)
  }
  for (const [index, numbers] of NUMBERS.entries()) {
    const planId = planIds[index % planIds.length] ?? 0
    await telco.open({ name: `Account ${index}`, numbers, planId, billDay: index + 1 })
  }
  return telco
}

/** A month of calls of those accounts in the order in which they started, some with something wrong. */
export async function trafficLines(traffic: Pick<TrafficPlan, 'seed' | 'calls'>): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-traffic-'))
  const path = join(folder, 'calls.csv')
  await writeCalls(path, {
    callers: NUMBERS.map((numbers, index) => ({ numbers, weight: index + 1 })),
    fromMs: Date.UTC(2026, 6, 1),
    toMs: Date.UTC(2026, 6, 31),
    troubled: 0.03,
    ...traffic,
  })
  const [, ...lines] = (await readFile(path, 'utf8')).trimEnd().split('\n')
  await rm(folder, { recursive: true })
  const startOf = (line: string): string => line.split(',')[3] ?? ''
  return lines.toSorted((one, other) => (startOf(one) < startOf(other) ? -1 : 1))
}
