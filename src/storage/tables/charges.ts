import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import { SERVICE_TYPE_CODES, serviceTypeName, type ServiceType } from '#domain/usage/service-type.ts'
import { plainArray, textArray } from './array-text.ts'

/** A charge as it is written down. Amounts ex GST. */
export interface ChargeToInsert {
  readonly accountId: number
  readonly serviceType: ServiceType
  readonly description: string
  readonly quantity: number
  readonly unitMicros: Micros
  readonly amountMicros: Micros
  readonly gstMicros: Micros
  /** 1: GST 10 %; 0: none. */
  readonly taxCode: number
  readonly periodFrom?: string | undefined
  readonly periodTo?: string | undefined
  readonly chargedAt: Date
  readonly source: string
  readonly reason?: string | undefined
  readonly batchId: number
  /** The statement it comes on, where that is known already. */
  readonly statementId?: bigint | undefined
}

export interface ChargeRow {
  readonly id: bigint
  readonly accountId: number
  readonly serviceType: ServiceType
  readonly amountMicros: Micros
  readonly gstMicros: Micros
  readonly source: string
}

/** Writes charges, but for those whose source an account was charged for before. Returns what was written. */
export async function insertCharges(
  db: pg.ClientBase,
  resellerId: number,
  charges: readonly ChargeToInsert[],
): Promise<readonly ChargeRow[]> {
  if (charges.length === 0) return []
  const { rows } = await db.query<Omit<ChargeRow, 'serviceType'> & { serviceType: number }>(
    `INSERT INTO charges (reseller_id, account_id, service_type, description, quantity, unit_micros, amount_micros,
                          gst_micros, tax_code, period_from, period_to, charged_at, source, reason, batch_id,
                          statement_id)
     SELECT $1, c.*
       FROM unnest($2::int4[], $3::int2[], $4::text[], $5::int4[], $6::int8[], $7::int8[], $8::int8[], $9::int2[],
                   $10::date[], $11::date[], $12::timestamptz[], $13::text[], $14::text[], $15::int4[], $16::int8[]) AS c
     ON CONFLICT (account_id, source) DO NOTHING
     RETURNING id, account_id AS "accountId", service_type AS "serviceType", amount_micros AS "amountMicros",
               gst_micros AS "gstMicros", source`,
    [
      resellerId,
      plainArray(charges.map(({ accountId }) => accountId)),
      plainArray(charges.map(({ serviceType }) => SERVICE_TYPE_CODES[serviceType])),
      textArray(charges.map(({ description }) => description)),
      plainArray(charges.map(({ quantity }) => quantity)),
      plainArray(charges.map(({ unitMicros }) => unitMicros)),
      plainArray(charges.map(({ amountMicros }) => amountMicros)),
      plainArray(charges.map(({ gstMicros }) => gstMicros)),
      plainArray(charges.map(({ taxCode }) => taxCode)),
      plainArray(charges.map(({ periodFrom }) => periodFrom ?? null)),
      plainArray(charges.map(({ periodTo }) => periodTo ?? null)),
      plainArray(charges.map(({ chargedAt }) => chargedAt)),
      textArray(charges.map(({ source }) => source)),
      textArray(charges.map(({ reason }) => reason ?? '')),
      plainArray(charges.map(({ batchId }) => batchId)),
      plainArray(charges.map(({ statementId }) => statementId ?? null)),
    ],
  )
  return rows.map((row) => ({ ...row, serviceType: serviceTypeName(row.serviceType) as ServiceType }))
}
