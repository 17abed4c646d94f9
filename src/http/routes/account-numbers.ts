import type pg from 'pg'
import { accountNumbersEndpoints } from '#contract/account-numbers.ts'
import { withLastDay } from '#domain/billing/document-words.ts'
import { dialledForm, readInventoryNumber } from '#domain/numbers/describe-number.ts'
import { likePattern } from '#domain/numbers/number-pattern.ts'
import { micros } from '#domain/money.ts'
import { isProblem, ProblemError, type Problem } from '#domain/problem.ts'
import { readInclusions } from '#operations/numbers/account-terms.ts'
import { addPastNumber, type GivenNumber } from '#operations/numbers/add-past-number.ts'
import { addAccountNumbers } from '#operations/numbers/add-account-numbers.ts'
import { changeAccountNumber } from '#operations/numbers/change-account-number.ts'
import { changeChannels } from '#operations/numbers/change-channels.ts'
import {
  cancelAccountNumber,
  removeAccountNumber,
  withdrawNumberCancellation,
} from '#operations/numbers/end-account-numbers.ts'
import { quoteChannels, quoteNumbers, type FirstChargeQuote } from '#operations/numbers/quote-lines.ts'
import { withRegistrations } from '#operations/numbers/line-registrations.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { readChannels } from '#storage/queries/channels.ts'
import { readLines } from '#storage/queries/lines.ts'
import { countOwnerlessCalls } from '#storage/queries/number-holders.ts'
import { listSeenLines, readPortingLine, type SeenLineRow } from '#storage/queries/porting-lines.ts'
import type { Page } from '#storage/queries/page.ts'
import type { Services } from '../../compose.ts'
import { csvStream } from '../csv.ts'
import { LINES_HEADER, lineRows } from '../lines-csv.ts'
import { notFound } from '../not-found.ts'
import { route, type Route } from '../route.ts'

const LINES_AT_A_TIME = 200

type SwitchServices = Pick<Services, 'switchDirectory'>

export const accountNumbersRoutes: readonly Route[] = [
  route(accountNumbersEndpoints.listAccountNumbers, async ({ read, params, query, actor, now, services }) => {
    const like = query.pattern === undefined ? undefined : orRefuse(likePattern(query.pattern))
    const found = await read(async (db) => {
      notFound('account', await readAccount(db, params.accountId))
      return listSeenLines(db, params.accountId, now, { ...query, like, only: actor.numbers })
    })
    return { ...found, items: await toWire(found.items, now, services) }
  }),
  route(accountNumbersEndpoints.exportAccountNumbers, async ({ read, params, query, actor, now, send, services }) => {
    const like = query.pattern === undefined ? undefined : orRefuse(likePattern(query.pattern))
    const account = await read(async (db) => notFound('account', await readAccount(db, params.accountId)))
    const readPage = (cursor: string | undefined): Promise<Page<SeenLineRow>> =>
      read((db) =>
        listSeenLines(db, account.id, now, {
          ...query,
          like,
          only: actor.numbers,
          cursor,
          limit: LINES_AT_A_TIME,
        }),
      )
    const rows = csvStream(LINES_HEADER, lineRows(readPage, now, services.switchDirectory))
    return send('text/csv; charset=utf-8', rows, `numbers-${account.accountNumber}.csv`)
  }),
  route(accountNumbersEndpoints.quoteNumbers, ({ read, params, query, actor, now }) =>
    read(async (db) => {
      const { resellerId = 0 } = actor
      return viewQuote(await quoteNumbers({ db, now, resellerId }, params.accountId, query))
    }),
  ),
  route(accountNumbersEndpoints.readAccountNumber, async ({ read, params, actor, now, services }) => {
    const line = await read(async (db) => {
      const [held] = await readLines(db, params.accountId, [params.number], now)
      return held ?? readPortingLine(db, params.accountId, params.number, now)
    })
    const isTheirs = actor.numbers === undefined || actor.numbers.includes(params.number)
    const [item] = await toWire([notFound('number', isTheirs ? line : undefined)], now, services)
    return notFound('number', item)
  }),
  route(accountNumbersEndpoints.addAccountNumbers, ({ perform, params, body, now, services }) => {
    const lines = body.numbers.map((line, index) => ({
      ...line,
      number: line.number === undefined ? undefined : numberAt(line.number, index),
    }))
    const { accountId } = params
    return perform(addAccountNumbers, { accountId, lines }, async (numbers, db) => ({
      items: await toWire(await readLines(db, accountId, numbers, now), now, services),
    }))
  }),
  route(accountNumbersEndpoints.addBackdatedNumber, ({ perform, params, body, now, services }) => {
    const { accountId } = params
    const number = knownForm(body.number)
    return perform(addPastNumber, { ...body, accountId, number }, async (given, db) => {
      const [line = null] = await toWire(await readLines(db, accountId, [number], now), now, services)
      return {
        number: line,
        from: new Date(given.fromMs),
        to: given.toMs === undefined ? null : new Date(given.toMs),
        charge: given.charge === undefined ? null : viewCharge(given.charge),
        suspended: await countOwnerlessCalls(db, number, given),
        group: `no_owner:${number}`,
      }
    })
  }),
  route(accountNumbersEndpoints.changeAccountNumber, ({ perform, params, body, ifMatch, now, services }) =>
    perform(changeAccountNumber, { ...params, ...body, ifVersion: ifMatch }, (number, db) =>
      readOne(db, params.accountId, number, now, services),
    ),
  ),
  route(accountNumbersEndpoints.removeAccountNumber, ({ perform, params, query }) =>
    perform(removeAccountNumber, { ...params, ...query }, (removed) => ({ removed })),
  ),
  route(accountNumbersEndpoints.cancelAccountNumber, ({ perform, params, body, now, services }) =>
    perform(cancelAccountNumber, { ...params, ...body }, (number, db) =>
      readOne(db, params.accountId, number, now, services),
    ),
  ),
  route(accountNumbersEndpoints.withdrawNumberCancellation, ({ perform, params, body, now, services }) =>
    perform(withdrawNumberCancellation, { ...params, ...body }, (number, db) =>
      readOne(db, params.accountId, number, now, services),
    ),
  ),
  route(accountNumbersEndpoints.readChannels, ({ read, params, now }) =>
    read((db) => channelsOf(db, params.accountId, now)),
  ),
  route(accountNumbersEndpoints.quoteChannels, ({ read, params, query, actor, now }) =>
    read(async (db) => {
      const { resellerId = 0 } = actor
      return viewQuote(await quoteChannels({ db, now, resellerId }, params.accountId, query.quantity))
    }),
  ),
  route(accountNumbersEndpoints.changeChannels, ({ perform, params, body, now }) =>
    perform(changeChannels, { ...params, ...body }, (accountId, db) => channelsOf(db, accountId, now)),
  ),
]

function numberAt(written: string, index: number): string {
  const described = readInventoryNumber(written)
  if (isProblem(described)) throw new ProblemError({ ...described, field: `numbers.${index}.number` })
  return described.number
}

async function toWire(lines: readonly SeenLineRow[], now: Date, { switchDirectory }: SwitchServices) {
  const registered = await withRegistrations(lines, now, switchDirectory)
  return registered.map((line) => ({
    ...line,
    dialled: dialledForm(line.number),
    status: line.port === undefined ? ('assigned' as const) : ('porting' as const),
    port: line.port ?? null,
    numberPlan: { id: line.numberPlanId, name: line.numberPlanName, isBundled: line.isBundled },
    monthlyCharge: line.monthlyPriceMicros,
    currency: 'AUD' as const,
    block: line.blockFirst === null ? null : { firstNumber: line.blockFirst },
  }))
}

async function readOne(db: pg.ClientBase, accountId: number, number: string, now: Date, services: SwitchServices) {
  const [item] = await toWire(await readLines(db, accountId, [number], now), now, services)
  return notFound('number', item)
}

async function channelsOf(db: pg.ClientBase, accountId: number, now: Date) {
  notFound('account', await readAccount(db, accountId))
  const plan = await readInclusions({ db, now }, accountId)
  const { extra, pending } = await readChannels(db, accountId, now)
  return {
    included: plan.channels,
    extra,
    limit: plan.channels + extra,
    pending,
    unitCharge: micros(plan.channelPriceMicros),
    monthlyCharge: micros(plan.channelPriceMicros * BigInt(extra)),
    currency: 'AUD' as const,
  }
}

function viewQuote({ description, quantity, from, to, bundled, ...amounts }: FirstChargeQuote) {
  return {
    description,
    quantity,
    from,
    to,
    bundled,
    monthlyCharge: amounts.monthlyMicros,
    charge: amounts.chargeMicros,
    gst: amounts.gstMicros,
    balance: amounts.balanceMicros,
    missing: amounts.missingMicros,
    currency: 'AUD' as const,
  }
}

function orRefuse<Value>(value: Value | Problem): Value {
  if (isProblem(value)) throw new ProblemError(value)
  return value
}

/** Any number that can be held, as people write it. */
function knownForm(written: string): string {
  const described = readInventoryNumber(written)
  if (isProblem(described)) throw new ProblemError({ ...described, field: 'number' })
  return described.number
}

function viewCharge({ description, amountMicros, gstMicros, from, to }: NonNullable<GivenNumber['charge']>) {
  const days = withLastDay({ from, to })
  return { description, amount: amountMicros, gst: gstMicros, ...days, currency: 'AUD' as const }
}
