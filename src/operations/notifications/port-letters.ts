import type pg from 'pg'
import { formatDollars, micros } from '#domain/money.ts'
import { dollarsText } from '#domain/notifications/words.ts'
import { phoneText } from '#domain/phone-text.ts'
import { checkOf, checksOf } from '#domain/porting/cut-over-checklist.ts'
import { hasEntry } from '#domain/porting/cut-over-entry.ts'
import { PORT_KIND_TERMS } from '#domain/porting/port-kind.ts'
import { numbersText } from '#domain/porting/read-numbers.ts'
import { keptWords } from '#domain/porting/reject-codes.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { dateText } from '#domain/time/date-text.ts'
import { writeInstant } from '#domain/time/write-instant.ts'
import { readPortFees, type PortAttemptRow } from '#storage/queries/port-history.ts'
import type { PortRow } from '#storage/queries/ports.ts'
import type { PortSaid } from './port-said.ts'
import type { NewMail } from './queue-mail.ts'

/** Of what a mail is made: the port as it is now, the attempt and what else the event says, the account's zone. */
export interface Told {
  readonly db: pg.ClientBase
  readonly port: PortRow
  /** Undefined: it was never submitted. */
  readonly attempt: PortAttemptRow | undefined
  readonly said: PortSaid
  readonly timeZone: string
}

/** The day of a port in the reader's calendar. */
export interface Entry {
  readonly cutOverAt: Date
  readonly isCancelled: boolean
  /** Left out: that of the event. */
  readonly portId?: number
}

/** A mail but for whom it goes to. */
interface Letter extends Pick<NewMail, 'kind' | 'values'> {
  /** What becomes of the entry in the reader's calendar. */
  readonly entry?: Entry
}

/** Which steps of a port its customer hears of, and in what words. */
export const PORT_LETTERS: Readonly<Record<string, (told: Told) => Letter | undefined | Promise<Letter | undefined>>> =
  {
    'port.submitted': async (told) => ({
      kind: 'port-submitted',
      values: {
        ...whatMoves(told),
        'port.usually': PORT_KIND_TERMS[told.port.kind].usually,
        'port.cost': await costText(told),
      },
    }),
    'port.lodged': plain('port-lodged'),
    'port.validating': plain('port-validating'),
    'port.validated': plain('port-validated'),
    // Where the date came with it, the mail of the date says it all.
    'port.accepted': (told) =>
      told.said.hasDate
        ? undefined
        : {
            kind: 'port-accepted',
            values: { ...whatMoves(told), 'port.next': ACCEPTED_NEXT[PORT_KIND_TERMS[told.port.kind].dateBy] },
          },
    'port.rejected': rejected,
    'port.date-set': dateSet,
    'port.pre-provisioned': (told) =>
      told.port.cutOverAt === null
        ? undefined
        : {
            kind: 'port-morning',
            values: { ...whatMoves(told), ...theDay(told, told.port.cutOverAt), 'port.checks': checksText(told) },
          },
    'port.completed': (told) =>
      told.port.returnUntil === null
        ? undefined
        : {
            kind: 'port-completed',
            values: { ...whatMoves(told), 'port.returnUntil': writeInstant(told.port.returnUntil, told.timeZone) },
          },
    'port.reversed': (told) => ({
      kind: 'port-returned',
      values: { ...whatMoves(told), 'port.givenBack': givenBackText(told.said.givenBack) },
    }),
    // A draft nobody sent is dropped without a word.
    'port.withdrawn': (told) =>
      told.attempt === undefined
        ? undefined
        : {
            kind: 'port-withdrawn',
            values: { ...whatMoves(told), 'port.reason': told.said.reason ?? 'it was asked for.' },
            ...cancelled(told),
          },
    'port.expires-soon': (told) => ({
      kind: 'port-expires-soon',
      values: {
        ...whatMoves(told),
        'port.expires': told.said.expiresAt === undefined ? '' : dayText(told, told.said.expiresAt),
      },
    }),
    'port.expired': plain('port-expired'),
    'port.split': (told) => ({
      kind: 'port-split',
      values: {
        ...whatMoves(told),
        'port.leaving': numbersText(told.said.numbers),
        'port.staying': numbersText(told.port.numbers.map(({ number }) => number)),
      },
      ...ownEntry(told),
    }),
  }

const ACCEPTED_NEXT = {
  customer: 'Please choose the day of the move, ten business days from now or later.',
  carrier: 'The day of the move is set within the next business days; we write to you as soon as we know it.',
  agreement: 'We agree on the day of the move with you within the next business days.',
} as const

function plain(kind: 'port-lodged' | 'port-validating' | 'port-validated' | 'port-expired') {
  return (told: Told): Letter => ({ kind, values: whatMoves(told) })
}

function whatMoves({ port, attempt, said }: Told) {
  const numbers = attempt?.numbers ?? port.numbers.map(({ number }) => number)
  return {
    'port.numbers': numbers.length === 0 ? 'your numbers' : numbersText(numbers),
    'port.losingCarrier': attempt?.losingCarrier ?? port.losingCarrier ?? 'your present provider',
    'port.words': said.words,
  }
}

async function costText({ db, port, attempt }: Told): Promise<string> {
  const source = `port ${port.id} attempt ${attempt?.no ?? 0}`
  const fee = (await readPortFees(db, port.accountId, port.id)).find((one) => one.source === source)
  if (fee !== undefined)
    return `${dollarsText(formatDollars(micros(fee.amountMicros + fee.gstMicros), 2))} with GST, charged today`
  return PORT_KIND_TERMS[port.kind].chargedOn === 'submission' ? 'none' : 'charged when your present provider accepts'
}

function rejected(told: Told): Letter | undefined {
  const reason = told.attempt?.rejectReason ?? null
  if (told.attempt === undefined || reason === null) return undefined
  const { customerText, fix } = keptWords(reason, told.attempt)
  return {
    kind: 'port-rejected',
    values: {
      ...whatMoves(told),
      'port.reason': customerText,
      'port.fix': fix,
      'port.words': told.attempt.rejectWords,
    },
    ...cancelled(told),
  }
}

/** The entry of a date that does not come after all. */
function cancelled({ said }: Told): Pick<Letter, 'entry'> {
  return said.cutOverWas === undefined ? {} : { entry: { cutOverAt: said.cutOverWas, isCancelled: true } }
}

/** What was split from a port with its date set has an entry of its own. */
function ownEntry({ port: { state, cutOverAt }, said: { newPortId } }: Told): Pick<Letter, 'entry'> {
  if (cutOverAt === null || newPortId === undefined || !hasEntry(state)) return {}
  return { entry: { cutOverAt, isCancelled: false, portId: newPortId } }
}

/** Of the first date or another one; to say once more when it is makes no mail. */
function dateSet(told: Told): Letter | undefined {
  const { cutOverAt = told.port.cutOverAt ?? undefined, cutOverWas } = told.said
  if (cutOverAt === undefined || cutOverAt.getTime() === cutOverWas?.getTime()) return undefined
  const values = { ...whatMoves(told), ...theDay(told, cutOverAt) }
  const entry = { cutOverAt, isCancelled: false }
  if (cutOverWas === undefined) return { kind: 'port-date-set', values, entry }
  return {
    kind: 'port-date-moved',
    values: { ...values, 'port.before': writeInstant(cutOverWas, told.timeZone) },
    entry,
  }
}

function theDay({ port, timeZone }: Told, cutOverAt: Date) {
  const { dayContact } = port.details
  return {
    'port.cutOver': writeInstant(cutOverAt, timeZone),
    'port.contact':
      dayContact === null
        ? 'Tell us whom to call on the day, on the page of this move.'
        : `On the day we call ${dayContact.name} on ${phoneText(dayContact.phone)}.`,
  }
}

/** What a customer sees to before the cut-over, a line each. */
function checksText({ port }: Told): string {
  return checksOf(port)
    .flatMap((name) => {
      const { phase, ownTitle } = checkOf(name)
      return phase === 'before' && ownTitle !== null ? [`- ${ownTitle}`] : []
    })
    .join('\n')
}

function givenBackText(givenBack: string | undefined): string {
  return givenBack === undefined
    ? 'Nothing was charged for the numbers yet.'
    : `What was charged for the rest of their month is given back: ${dollarsText(givenBack)} ex GST.`
}

function dayText({ timeZone }: Told, at: Date): string {
  return dateText(dateAt(at.getTime(), timeZone).toString())
}
