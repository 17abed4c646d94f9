import type pg from 'pg'
import { numbersEndpoints } from '#contract/numbers.ts'
import { dialledForm, readInventoryNumber } from '#domain/numbers/describe-number.ts'
import { readNumberCsv } from '#domain/numbers/number-csv.ts'
import { likePattern } from '#domain/numbers/number-pattern.ts'
import { readRange } from '#domain/numbers/number-range.ts'
import { isProblem, problem, ProblemError, type Problem } from '#domain/problem.ts'
import { GEOGRAPHIC_AREAS } from '#domain/usage/geographic-areas.ts'
import { addNumbers } from '#operations/numbers/add-numbers.ts'
import { changeNumber } from '#operations/numbers/change-number.ts'
import { changeNumberSettings } from '#operations/numbers/change-settings.ts'
import { importNumbers, type NumberImportReport } from '#operations/numbers/import-numbers.ts'
import {
  endQuarantine,
  putInService,
  releaseReservations,
  reserveNumbers,
  retireNumbers,
} from '#operations/numbers/move-numbers.ts'
import type { Page } from '#storage/queries/page.ts'
import { readNumberSettings } from '#storage/queries/number-settings.ts'
import { readHolders } from '#storage/queries/number-holders.ts'
import {
  countByRegion,
  findFreeNumbers,
  listNumbers,
  readNumbers,
  type InventoryRow,
} from '#storage/queries/numbers.ts'
import { csvStream, type Cell } from '../csv.ts'
import { notFound } from '../not-found.ts'
import { readUpload } from '../read-upload.ts'
import { route, type Route } from '../route.ts'

const SUGGESTIONS = 5
const MOST_IMPORT_BYTES = 2 * 1024 * 1024
const EXPORTED_AT_A_TIME = 2000
const CSV_HEADER = [
  'Number',
  'Dialled',
  'Kind',
  'Status',
  'State',
  'Region',
  'Account number',
  'Account name',
  'Reserved until (UTC)',
  'Quarantined until (UTC)',
  'Note',
]

export const numbersRoutes: readonly Route[] = [
  route(numbersEndpoints.listNumbers, ({ read, query, now }) =>
    read(async (db) => {
      const found = await listNumbers(db, toFilter(query), now, query)
      return { ...found, items: found.items.map(toWire) }
    }),
  ),
  route(numbersEndpoints.exportNumbers, ({ read, query, now, send }) => {
    const filter = toFilter(query)
    const readPage = (cursor: string | undefined): Promise<Page<InventoryRow>> =>
      read((db) => listNumbers(db, filter, now, { cursor, limit: EXPORTED_AT_A_TIME }))
    return send('text/csv; charset=utf-8', csvStream(CSV_HEADER, csvPages(readPage)), 'numbers.csv')
  }),
  route(numbersEndpoints.listRegions, ({ read, now }) =>
    read(async (db) => {
      const counted = await countByRegion(db, now)
      const without = GEOGRAPHIC_AREAS.filter(
        ({ label, state }) =>
          !counted.some(({ kind, region, state: its }) => kind === 'geographic' && region === label && its === state),
      ).map(({ label, state }) => ({ kind: 'geographic', state, region: label, free: 0, total: 0 }) as const)
      const key = ({ kind, state, region }: { kind: string; state: string | null; region: string }): string =>
        [kind === 'geographic' ? '' : kind, state ?? '', region].join('\n')
      return { items: [...counted, ...without].toSorted((a, b) => (key(a) < key(b) ? -1 : 1)) }
    }),
  ),
  route(numbersEndpoints.suggestNumbers, ({ read, query, now }) =>
    read(async (db) => ({
      items: (await findFreeNumbers(db, toFilter(query), now, SUGGESTIONS)).map(toWire),
    })),
  ),
  route(numbersEndpoints.readNumberSettings, async ({ read, actor }) =>
    notFound('reseller', await read((db) => readNumberSettings(db, actor.resellerId ?? 0))),
  ),
  route(numbersEndpoints.changeNumberSettings, ({ perform, body }) =>
    perform(changeNumberSettings, body, (settings) => settings),
  ),
  route(numbersEndpoints.readNumber, ({ read, params, now }) =>
    read(async (db) => ({
      ...(await readOne(db, params.number, now)),
      holders: await readHolders(db, params.number),
    })),
  ),
  route(numbersEndpoints.addNumbers, ({ perform, body }) => {
    const { status, state, region, note } = body
    const described = orRefuse(numbersOf(body))
    const numbers = described.map((number) => ({
      ...number,
      status,
      state: state ?? number.state,
      region: region ?? number.region,
    }))
    return perform(addNumbers, { numbers, note }, (added) => ({ added }))
  }),
  route(numbersEndpoints.importNumbers, async ({ perform, body, query }) => {
    const { rows, faults } = readNumberCsv((await readUpload(body, MOST_IMPORT_BYTES)).toString('utf8'))
    const takeTheGood = query.faultyRows === 'skip'
    const view = ({ added, faults: faulty }: NumberImportReport) => ({
      dryRun: query.dryRun,
      added: added.length,
      faulty: faulty.map(({ line, field, message }) => ({ line: line ?? 0, field: field ?? null, message })),
    })
    return perform(importNumbers, { rows, faults, takeTheGood, dryRun: query.dryRun }, view)
  }),
  route(numbersEndpoints.changeNumber, ({ perform, params, body, ifMatch, now }) =>
    perform(changeNumber, { ...body, number: params.number, ifVersion: ifMatch }, (number, db) =>
      readOne(db, number, now),
    ),
  ),
  route(numbersEndpoints.reserveNumbers, ({ perform, body, now }) =>
    perform(reserveNumbers, body, (numbers, db) => readSome(db, numbers, now)),
  ),
  route(numbersEndpoints.releaseReservations, ({ perform, body, now }) =>
    perform(releaseReservations, body, (numbers, db) => readSome(db, numbers, now)),
  ),
  route(numbersEndpoints.putInService, ({ perform, body, now }) =>
    perform(putInService, body, (numbers, db) => readSome(db, numbers, now)),
  ),
  route(numbersEndpoints.endQuarantine, ({ perform, body, now }) =>
    perform(endQuarantine, body, (numbers, db) => readSome(db, numbers, now)),
  ),
  route(numbersEndpoints.retireNumbers, ({ perform, body, now }) =>
    perform(retireNumbers, body, (numbers, db) => readSome(db, numbers, now)),
  ),
]

async function* csvPages(
  readPage: (cursor: string | undefined) => Promise<Page<InventoryRow>>,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  let cursor: string | undefined
  do {
    const { items, nextCursor } = await readPage(cursor)
    yield items.map((row) => [
      row.number,
      dialledForm(row.number),
      row.kind,
      row.status,
      row.state,
      row.region,
      row.accountNumber,
      row.accountName,
      row.reservedUntil,
      row.quarantinedUntil,
      row.note,
    ])
    cursor = nextCursor ?? undefined
  } while (cursor !== undefined)
}

function toWire(row: InventoryRow): InventoryRow & { readonly dialled: string } {
  return { ...row, dialled: dialledForm(row.number) }
}

async function readOne(db: pg.ClientBase, number: string, now: Date) {
  const [row] = await readNumbers(db, [number], now)
  return toWire(notFound('number', row))
}

async function readSome(db: pg.ClientBase, numbers: readonly string[], now: Date) {
  return { items: (await readNumbers(db, numbers, now)).map(toWire) }
}

function toFilter<Query extends { readonly pattern?: string | undefined }>({ pattern, ...filter }: Query) {
  return { ...filter, like: pattern === undefined ? undefined : orRefuse(likePattern(pattern)) }
}

function numbersOf({
  number,
  from,
  to,
}: {
  number?: string | undefined
  from?: string | undefined
  to?: string | undefined
}) {
  if (number !== undefined && from === undefined && to === undefined) {
    const described = readInventoryNumber(number)
    return isProblem(described) ? { ...described, field: 'number' } : [described]
  }
  if (number === undefined && from !== undefined && to !== undefined) return readRange(from, to)
  return problem('invalid_value', 'Give either number, or from and to.', { field: 'number' })
}

function orRefuse<Value>(value: Value | Problem): Value {
  if (isProblem(value)) throw new ProblemError(value)
  return value
}
