import type pg from 'pg'
import { documentNumber } from '#domain/billing/document-number.ts'
import { addressLines } from '#domain/billing/document-words.ts'
import { formatDollars } from '#domain/money.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import type { Paper, PaperLook } from '#providers/pdf/paper.ts'
import { readBrand, readPictureOf, type BrandRow } from '#storage/queries/brand.ts'
import { readReceipt } from '#storage/queries/receipts.ts'
import { readStatement } from '#storage/queries/statements.ts'

/** A paper ready to be made into a PDF, and what to call it. */
export interface NamedPaper {
  readonly paper: Paper
  readonly fileName: string
}

/**
 * A statement, invoice or adjustment note as it was issued, under the reseller's colour and logo.
 *
 * @param db behind the tenant's walls.
 * @returns undefined: there is none, or it is somebody else's.
 */
export async function statementPaperOf(
  db: pg.ClientBase,
  resellerId: number,
  statementId: bigint,
): Promise<NamedPaper | undefined> {
  const statement = await readStatement(db, statementId)
  if (statement === undefined) return undefined
  const { document } = statement
  const look = await lookOf(db, resellerId, await brandOf(db, resellerId))
  return { paper: { kind: 'statement', document, look }, fileName: `${document.kind}-${fileSafe(document.number)}.pdf` }
}

/**
 * The receipt of a payment.
 *
 * @param db behind the tenant's walls.
 * @returns undefined: there is none, or it is somebody else's.
 */
export async function receiptPaperOf(
  db: pg.ClientBase,
  resellerId: number,
  paymentId: bigint,
  accountId?: number,
): Promise<NamedPaper | undefined> {
  const receipt = await readReceipt(db, paymentId, accountId)
  if (receipt === undefined) return undefined
  const brand = await brandOf(db, resellerId)
  const { accountNumber, name, billingAddress, timeZone } = receipt
  const dayOf = (at: Date): string => dateAt(at.getTime(), timeZone).toString()
  const number = documentNumber('receipt', receipt.receiptNumber)
  const document = {
    number,
    issuedOn: dayOf(receipt.recordedAt),
    supplier: {
      name: brand.name,
      legalName: brand.legalName ?? brand.name,
      abn: brand.abn,
      address: brand.address,
      email: brand.supportEmail,
      phone: brand.supportPhone,
    },
    buyer: { accountNumber, name, address: addressLines(billingAddress) },
    payment: {
      receivedOn: dayOf(receipt.receivedAt),
      method: receipt.method,
      reference: receipt.reference,
      amount: formatDollars(receipt.amountMicros, 2),
    },
  }
  const look = await lookOf(db, resellerId, brand)
  return { paper: { kind: 'receipt', document, look }, fileName: `receipt-${fileSafe(number)}.pdf` }
}

/** The brand of a reseller that is there. */
export async function brandOf(db: pg.ClientBase, resellerId: number): Promise<BrandRow> {
  const brand = await readBrand(db, resellerId)
  if (brand === undefined) throw new Error(`reseller ${resellerId} is gone`)
  return brand
}

/** How a reseller's papers look. */
export async function lookOf(
  db: pg.ClientBase,
  resellerId: number,
  { colour, pictures }: BrandRow,
): Promise<PaperLook> {
  const logo = pictures.includes('logo') ? await readPictureOf(db, resellerId, 'logo') : undefined
  return { colour, logo: logo === undefined ? null : { mediaType: logo.mediaType, bytes: logo.bytes } }
}

/** Numbers of documents may hold anything a prefix was given. */
function fileSafe(number: string): string {
  return number.replaceAll(/[^\w-]/g, '-')
}
