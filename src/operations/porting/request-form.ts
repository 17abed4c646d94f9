import type pg from 'pg'
import { addressLines } from '#domain/billing/document-words.ts'
import {
  REQUEST_FORM_COLUMNS,
  requestForm,
  requestFormLines,
  type SubmittedOrder,
} from '#domain/porting/request-form.ts'
import { EMPTY_DETAILS } from '#domain/porting/port-request.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { brandOf, lookOf, type NamedPaper } from '#operations/billing/render-statement.ts'
import { requestFormCsv } from '#providers/carrier/request-form-csv.ts'
import type { BrandRow } from '#storage/queries/brand.ts'
import { readGivenSignatures } from '#storage/queries/port-signatures.ts'
import { readDeskZone, readPortOrders, type PortOrderRow } from '#storage/queries/port-orders.ts'

/**
 * The request form of an attempt, made from what was submitted then.
 *
 * @param attempt left out: the present one.
 * @returns undefined: there is no such port, or it was never submitted.
 */
export async function requestFormPaper(
  db: pg.ClientBase,
  resellerId: number,
  portId: number,
  attempt: number | undefined,
): Promise<NamedPaper | undefined> {
  const [order] = await submittedOrders(db, resellerId, [{ portId, attempt }])
  if (order === undefined) return undefined
  const document = requestForm(order)
  const look = await lookOf(db, resellerId, await brandOf(db, resellerId))
  return { paper: { kind: 'port-request', document, look }, fileName: `port-request-${document.number}.pdf` }
}

/** The request forms of attempts as one CSV file, a line a number; those that are not there are left out. */
export async function requestFormTable(
  db: pg.ClientBase,
  resellerId: number,
  wanted: readonly { readonly portId: number; readonly attempt: number | undefined }[],
): Promise<Buffer> {
  const orders = await submittedOrders(db, resellerId, wanted)
  return requestFormCsv(REQUEST_FORM_COLUMNS, orders.flatMap(requestFormLines))
}

async function submittedOrders(
  db: pg.ClientBase,
  resellerId: number,
  wanted: readonly { readonly portId: number; readonly attempt: number | undefined }[],
): Promise<readonly SubmittedOrder[]> {
  const brand = await brandOf(db, resellerId)
  const zone = await readDeskZone(db)
  const orders: SubmittedOrder[] = []
  for (const row of await readPortOrders(db, wanted)) {
    const signature = (await readGivenSignatures(db, row.portId)).at(0) ?? null
    orders.push(toOrder(row, signature, brand, zone))
  }
  return orders
}

function toOrder(
  row: PortOrderRow,
  signature: SubmittedOrder['signature'],
  brand: BrandRow,
  zone: string,
): SubmittedOrder {
  const { details, losingCarrier, lineType, destination } = row.request
  return {
    portId: row.portId,
    attempt: row.attempt,
    kind: row.kind,
    numbers: row.numbers.map((number) => ({ number, validation: row.validations[number] ?? null })),
    request: { ...EMPTY_DETAILS, ...details, losingCarrier, lineType, destination },
    address: addressLines(details.serviceAddress),
    submittedOn: dateAt(row.submittedAt.getTime(), zone).toString(),
    customer: { name: row.accountName, accountNumber: row.accountNumber, abn: row.abn },
    gaining: {
      name: brand.name,
      legalName: brand.legalName ?? brand.name,
      abn: brand.abn,
      email: brand.supportEmail,
      phone: brand.supportPhone,
    },
    carrierReference: row.carrierReference,
    signature,
  }
}
