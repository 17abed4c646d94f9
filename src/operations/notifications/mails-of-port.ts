import type pg from 'pg'
import { formatDollars, micros } from '#domain/money.ts'
import { dollarsText } from '#domain/notifications/words.ts'
import { PORT_KIND_TERMS } from '#domain/porting/port-kind.ts'
import { numbersText } from '#domain/porting/read-numbers.ts'
import { rejectReason } from '#domain/porting/reject-reasons.ts'
import { writeInstant } from '#domain/time/write-instant.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import type { EventRow } from '#storage/queries/events.ts'
import { readContactEmail } from '#storage/queries/mail-recipients.ts'
import { readPortAttempts, readPortFees, type PortAttemptRow } from '#storage/queries/port-history.ts'
import { readPort, type PortRow } from '#storage/queries/ports.ts'
import type { NewMail } from './queue-mail.ts'

type Event = Pick<EventRow, 'type' | 'accountId' | 'occurredAt'> & { readonly payload: object }

/** Of what a mail is made: the port as it is now, the attempt the event is about, the account's zone. */
interface Told {
  readonly db: pg.ClientBase
  readonly port: PortRow
  readonly attempt: PortAttemptRow
  readonly timeZone: string
}

/** Which steps of a port its customer hears of, and in what words. */
const LETTERS: Readonly<Record<string, (told: Told) => Promise<Pick<NewMail, 'kind' | 'values'> | undefined>>> = {
  'port.submitted': async (told) => ({
    kind: 'port-submitted',
    values: {
      ...whatMoves(told),
      'port.usually': PORT_KIND_TERMS[told.attempt.kind].usually,
      'port.cost': await costText(told),
    },
  }),
  'port.rejected': (told) => Promise.resolve(rejected(told)),
  'port.date-set': ({ port, attempt, timeZone }) =>
    Promise.resolve(
      port.cutOverAt === null
        ? undefined
        : {
            kind: 'port-date-set',
            values: {
              'port.numbers': numbersText(attempt.numbers),
              'port.cutOver': writeInstant(port.cutOverAt, timeZone),
            },
          },
    ),
  'port.completed': (told) =>
    Promise.resolve(
      told.port.returnUntil === null
        ? undefined
        : {
            kind: 'port-completed',
            values: { ...whatMoves(told), 'port.returnUntil': writeInstant(told.port.returnUntil, told.timeZone) },
          },
    ),
}

/** The types of events a port's customer has a mail of. */
export const PORT_EVENTS = Object.keys(LETTERS)

/**
 * The mail a step of a port makes, to the main contact of the account, else the technical, else the billing one.
 *
 * @param db behind the tenant's walls.
 */
export async function tellPort(db: pg.ClientBase, event: Event): Promise<readonly NewMail[]> {
  const { portId, attempt: no }: { portId?: unknown; attempt?: unknown } = event.payload
  const port = typeof portId === 'number' ? await readPort(db, portId) : undefined
  const account = port === undefined ? undefined : await readAccount(db, port.accountId)
  if (port === undefined || account === undefined) return []
  const attempt = (await readPortAttempts(db, port.id)).find((one) => one.no === no)
  const to = await readContactEmail(db, account.id, ['main', 'technical', 'billing'])
  const write = LETTERS[event.type]
  if (attempt === undefined || to === undefined || write === undefined) return []
  const letter = await write({ db, port, attempt, timeZone: account.timeZone })
  return letter === undefined ? [] : [{ ...letter, to, accountId: account.id }]
}

function whatMoves({ attempt }: Told) {
  return { 'port.numbers': numbersText(attempt.numbers), 'port.losingCarrier': attempt.losingCarrier }
}

async function costText({ db, port, attempt }: Told): Promise<string> {
  const source = `port ${port.id} attempt ${attempt.no}`
  const fee = (await readPortFees(db, port.accountId, port.id)).find((one) => one.source === source)
  if (fee !== undefined)
    return `${dollarsText(formatDollars(micros(fee.amountMicros + fee.gstMicros), 2))} with GST, charged today`
  return PORT_KIND_TERMS[attempt.kind].chargedOn === 'submission'
    ? 'none'
    : 'charged when your present provider accepts'
}

function rejected(told: Told): Pick<NewMail, 'kind' | 'values'> | undefined {
  const { rejectReason: reason, rejectWords } = told.attempt
  if (reason === null) return undefined
  const { customerText, fix } = rejectReason(reason)
  return {
    kind: 'port-rejected',
    values: { ...whatMoves(told), 'port.reason': customerText, 'port.fix': fix, 'port.words': rejectWords },
  }
}
