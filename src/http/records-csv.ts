import type { Readable } from 'node:stream'
import { formatDollars, type Micros } from '#domain/money.ts'
import type { BillingRecord } from '#operations/usage/list-records.ts'
import { viewRecord, type RecordView } from './billing-record.ts'
import { csvStream, type Cell } from './csv.ts'

const COLUMNS = [
  'Account number',
  'Account name',
  'Date',
  'Time',
  'Time zone',
  'Origin',
  'Destination',
  'Service type',
  'Description',
  'Direction',
  'Status',
  'Duration (s)',
  'Billed (s)',
  'Charge ex GST',
  'GST',
  'Total',
] as const

/** Billing records as a stream of CSV, read as fast as it is taken. */
export function recordsCsv(records: AsyncIterable<readonly BillingRecord[]>, withCost: boolean): Readable {
  async function* pages(): AsyncGenerator<readonly (readonly Cell[])[]> {
    for await (const block of records) yield block.map((record) => recordCells(viewRecord(record, withCost), withCost))
  }
  return csvStream([...COLUMNS, ...(withCost ? ['Cost ex GST', 'Margin ex GST'] : []), 'Started (UTC)', 'Id'], pages())
}

function recordCells(record: RecordView, withCost: boolean): readonly Cell[] {
  return [
    record.accountNumber,
    record.accountName,
    record.date,
    record.time,
    record.timeZone,
    record.origin,
    record.destination,
    record.serviceType,
    record.description,
    record.direction,
    record.status,
    record.durationSeconds,
    record.billedSeconds,
    dollars(record.charge),
    dollars(record.gst),
    dollars(record.total),
    ...(withCost ? [dollars(record.cost), dollars(record.margin)] : []),
    record.startedAt,
    record.id,
  ]
}

function dollars(amount: Micros | null | undefined): string {
  return amount === null || amount === undefined ? '' : formatDollars(amount)
}
