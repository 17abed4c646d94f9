import { DEFAULT_PORTING_CALENDAR } from '#domain/porting/process-calendar.ts'
import type { PortState } from '#domain/porting/port-state.ts'
import { addBusinessDays } from '#domain/time/business-days.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { uploadSheet } from '#operations/porting/carrier-sheet/review-sheet.ts'
import { recordTestCall, tickCheck } from '#operations/porting/cut-over-day.ts'
import { loadDesk } from '#operations/porting/desk.ts'
import { createCalendar } from '#operations/porting/keep-calendars.ts'
import { addCarrier, addSimulatedCarrier } from '#operations/porting/keep-carriers.ts'
import { addRejectCode } from '#operations/porting/keep-reject-codes.ts'
import { listCarriers } from '#storage/queries/carriers.ts'
import { listPorts, type PortLineRow } from '#storage/queries/ports.ts'
import type { DemoOffice } from './arm-controls.ts'
import { LOSING_CARRIERS } from './demo-ports.ts'

const UPSTREAM = 'Meridian Wholesale'

/**
 * The carriers a porting desk works with: one that takes orders by e-mail, one that is simulated, those numbers come from;
 * a calendar and a code of their own, a sheet of answers to look at, and checklists that are begun.
 */
export async function carrierDemo({ now, run, read }: Pick<DemoOffice, 'now' | 'run' | 'read'>): Promise<void> {
  const email = 'ports@meridian-wholesale.example'
  await run(addCarrier, { name: UPSTREAM, isUpstream: true, isDefault: true, way: 'files', email })
  await run(addSimulatedCarrier, { name: 'Practice carrier', isDefault: false })
  for (const name of LOSING_CARRIERS)
    await run(addCarrier, { name, isUpstream: false, isDefault: false, way: 'by-hand', email: null })
  const carriers = await read(listCarriers)
  const idOf = (name: string): number | undefined => carriers.find((each) => each.name === name)?.id
  const [upstreamId, tasman] = [idOf(UPSTREAM), idOf('Tasman Voice')]
  if (upstreamId === undefined || tasman === undefined) return
  const year = now.getUTCFullYear()
  await run(createCalendar, {
    kind: null,
    carrierId: tasman,
    terms: {
      ...DEFAULT_PORTING_CALENDAR,
      name: 'Tasman Voice, Hobart',
      timeZone: 'Australia/Hobart',
      opensAt: 9 * 60,
      nationalOnly: false,
      states: ['TAS'],
      closedDays: [{ date: `${year}-12-24`, until: `${year + 1}-01-05`, name: 'Christmas shutdown' }],
    },
  })
  await run(addRejectCode, {
    process: 'simple',
    carrierId: upstreamId,
    code: 'M12',
    terms: {
      reason: 'name-mismatch',
      label: 'Trading name given instead of the legal one',
      customerText: 'Your present provider knows you by your company’s legal name, and the request has another.',
      fix: 'Write the legal name, as it stands at the top of the bill above the address.',
      isRetryable: true,
      isWholeOrder: true,
      isRetired: false,
    },
  })
  const { items: ports } = await read((db) => listPorts(db, { open: true, sort: 'due', limit: 100 }, now))
  const desk = await read((db) => loadDesk(db, now))
  const tomorrow = addBusinessDays(desk, dateAt(now.getTime(), desk.timeZone).toString(), 2)
  const content = Buffer.from(answersOf(ports, tomorrow))
  await run(uploadSheet, { carrierId: upstreamId, fileName: 'meridian-answers.csv', content })
  await beginChecklists({ run }, ports)
}

/** Yesterday's answers, as a carrier writes them: most can be applied, one names nobody's order. */
function answersOf(ports: readonly PortLineRow[], date: string): string {
  const waiting = ports.filter(({ state }) => state === 'with-losing-carrier')
  const dated = date.split('-').toReversed().join('/')
  const rows = waiting.map(({ kind, numbers: [first = ''] }, index) => {
    const number = first.replace(/^61/, '0')
    if (index === 1) return [number, 'Rejected', 'M12', '', 'See our letter']
    return [number, 'Accepted', '', kind === 'complex' ? '' : dated, '']
  })
  const all = [['Service number', 'Status', 'Code', 'Cut-over date', 'Comment'], ...rows, ['0355509999', 'Accepted']]
  return all.map((cells) => cells.join(',')).join('\r\n')
}

/** Who works today's cut-overs has looked after what comes before. */
async function beginChecklists({ run }: Pick<DemoOffice, 'run'>, ports: readonly PortLineRow[]): Promise<void> {
  const during: readonly PortState[] = ['cutting-over', 'completed']
  for (const { id: portId, state, numbers } of ports) {
    const [number = ''] = numbers
    if (state !== 'pre-provisioned' && !during.includes(state)) continue
    for (const item of ['old-service-kept', 'contact-reached'] as const)
      await run(tickCheck, { portId, item, isDone: true, note: '' })
    if (state !== 'completed') continue
    await run(recordTestCall, { portId, number, direction: 'in', isGood: false, heard: 'Rings twice, then silence.' })
    await run(recordTestCall, { portId, number, direction: 'in', isGood: true, heard: '' })
    await run(recordTestCall, { portId, number, direction: 'out', isGood: true, heard: '' })
  }
}
