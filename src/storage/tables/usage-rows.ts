import { LEDGER_CODES, POSTING_REASON_CODES, type Posting } from '#domain/ledger/posting.ts'
import { writeNumber } from '#domain/phone-number.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import {
  beginRow,
  createCopyBuffer,
  POSTGRES_EPOCH_MS,
  reserve,
  setInt8,
  writeBytes,
  writeInstant,
  writeInt2,
  writeInt4,
  writeInt8,
  writeNull,
  type CopyBuffer,
} from './copy-buffer.ts'

/** A row of `calls`, filled anew for each call. Amounts are micro-dollars. */
export interface CallRow {
  aNumber: number
  bNumber: number
  /** 0: not forwarded. */
  forwardedFrom: number
  startedAtMs: number
  keyHigh: number
  keyLow: number
  chargeMicros: number
  allowanceMicros: number
  accountId: number
  resellerId: number
  durationSeconds: number
  billedSeconds: number
  allowanceSeconds: number
  planVersionId: number
  rateId: number
  costRateId: number
  batchId: number
  sourceId: number
  serviceType: number
  direction: number
  disposition: number
  allowanceCalls: number
  costBasis: number
  /** NaN: unknown. */
  costMicros: number
}

export const CALL_COLUMNS = `a_number, b_number, source_call_id, forwarded_from, started_at, call_key, charge_micros,
  allowance_micros, account_id, reseller_id, duration_seconds, billed_seconds, allowance_seconds, plan_version_id,
  rate_id, cost_rate_id, batch_id, source_id, service_type, direction, disposition, tax_code, allowance_calls,
  cost_basis, cost_micros`
const CALL_COLUMN_COUNT = 25

/** What a row takes at the most, its call id aside. */
const CALL_ROW_BYTES = 400
const TAX_GST = 1

/** Appends a call; its source's id is `ids[idFrom, idFrom + idLength)`. */
export function writeCallRow(
  buffer: CopyBuffer,
  row: CallRow,
  ids: Uint8Array,
  idFrom: number,
  idLength: number,
): void {
  reserve(buffer, CALL_ROW_BYTES + idLength)
  beginRow(buffer, CALL_COLUMN_COUNT)
  writeDigits(buffer, row.aNumber)
  writeDigits(buffer, row.bNumber)
  writeBytes(buffer, ids, idFrom, idLength)
  if (row.forwardedFrom === 0) writeNull(buffer)
  else writeDigits(buffer, row.forwardedFrom)
  writeFixedFields(buffer, row)
  if (Number.isNaN(row.costMicros)) writeNull(buffer)
  else writeInt8(buffer, row.costMicros)
}

/** The columns of one size from started_at to cost_basis, as bytes. */
const FIXED_SIZES = [8, 8, 8, 8, 4, 4, 4, 4, 4, 4, 4, 4, 4, 2, 2, 2, 2, 2, 2, 2]
/** Their lengths stand in every row alike: they are copied in one go and the values put between them. */
const FIXED_FIELDS = fixedFields()

function fixedFields(): Uint8Array {
  const fields = createCopyBuffer(FIXED_SIZES.reduce((sum, size) => sum + 4 + size, 0))
  for (const size of FIXED_SIZES) {
    fields.view.setInt32(fields.length, size)
    fields.length += 4 + size
  }
  return fields.bytes
}

function writeFixedFields(buffer: CopyBuffer, row: CallRow): void {
  const { view, length } = buffer
  buffer.bytes.set(FIXED_FIELDS, length)
  setInt8(view, length + 4, (row.startedAtMs - POSTGRES_EPOCH_MS) * 1000)
  view.setInt32(length + 16, row.keyHigh)
  view.setUint32(length + 20, row.keyLow)
  setInt8(view, length + 28, row.chargeMicros)
  setInt8(view, length + 40, row.allowanceMicros)
  view.setInt32(length + 52, row.accountId)
  view.setInt32(length + 60, row.resellerId)
  view.setInt32(length + 68, row.durationSeconds)
  view.setInt32(length + 76, row.billedSeconds)
  view.setInt32(length + 84, row.allowanceSeconds)
  view.setInt32(length + 92, row.planVersionId)
  view.setInt32(length + 100, row.rateId)
  view.setInt32(length + 108, row.costRateId)
  view.setInt32(length + 116, row.batchId)
  view.setInt16(length + 124, row.sourceId)
  view.setInt16(length + 130, row.serviceType)
  view.setInt16(length + 136, row.direction)
  view.setInt16(length + 142, row.disposition)
  view.setInt16(length + 148, TAX_GST)
  view.setInt16(length + 154, row.allowanceCalls)
  view.setInt16(length + 160, row.costBasis)
  buffer.length = length + FIXED_FIELDS.length
}

function writeDigits(buffer: CopyBuffer, number: number): void {
  const lengthAt = buffer.length
  const end = writeNumber(number, buffer.bytes, lengthAt + 4)
  buffer.view.setInt32(lengthAt, end - lengthAt - 4)
  buffer.length = end
}

export const POSTING_COLUMNS =
  'posted_at, id, amount_micros, account_id, reseller_id, batch_id, from_ledger, to_ledger, service_type, reason'

/** Postings of one account in one batch are numbered within this. */
export const POSTINGS_PER_BATCH = 65_536

/** Appends a posting; `no` counts the account's postings in the batch from 0. */
export function writePostingRow(buffer: CopyBuffer, posting: Posting, resellerId: number, no: number): void {
  reserve(buffer, 120)
  beginRow(buffer, 10)
  writeInstant(buffer, posting.postedAtMs)
  writeInt8(buffer, posting.source * POSTINGS_PER_BATCH + no)
  writeInt8(buffer, Number(posting.amountMicros))
  writeInt4(buffer, posting.accountId)
  writeInt4(buffer, resellerId)
  writeInt4(buffer, posting.source)
  writeInt2(buffer, LEDGER_CODES[posting.fromLedger])
  writeInt2(buffer, LEDGER_CODES[posting.toLedger])
  writeInt2(buffer, posting.serviceType === undefined ? 0 : SERVICE_TYPE_CODES[posting.serviceType])
  writeInt2(buffer, POSTING_REASON_CODES[posting.reason])
}

/** Calls of one account, billing cycle and service type in one batch, summed. Negative where a batch takes back. */
export interface UsageTotals {
  calls: number
  durationSeconds: number
  billedSeconds: number
  chargeMicros: number
  gstMicros: number
  costMicros: number
}

export function newUsageTotals(): UsageTotals {
  return { calls: 0, durationSeconds: 0, billedSeconds: 0, chargeMicros: 0, gstMicros: 0, costMicros: 0 }
}

export interface UsageTotalsRow {
  readonly cycleFromMs: number
  readonly accountId: number
  readonly resellerId: number
  readonly batchId: number
  readonly serviceType: number
}

export const USAGE_TOTALS_COLUMNS = `cycle_from, duration_seconds, billed_seconds, charge_micros, gst_micros,
  cost_micros, account_id, reseller_id, batch_id, calls, service_type`

export function writeUsageTotalsRow(buffer: CopyBuffer, row: UsageTotalsRow, totals: UsageTotals): void {
  reserve(buffer, 130)
  beginRow(buffer, 11)
  writeInstant(buffer, row.cycleFromMs)
  writeInt8(buffer, totals.durationSeconds)
  writeInt8(buffer, totals.billedSeconds)
  writeInt8(buffer, totals.chargeMicros)
  writeInt8(buffer, totals.gstMicros)
  writeInt8(buffer, totals.costMicros)
  writeInt4(buffer, row.accountId)
  writeInt4(buffer, row.resellerId)
  writeInt4(buffer, row.batchId)
  writeInt4(buffer, totals.calls)
  writeInt2(buffer, row.serviceType)
}
