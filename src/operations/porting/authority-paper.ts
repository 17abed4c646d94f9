import type pg from 'pg'
import { authorityTerms, covers, isTerms, type AuthorityLetter } from '#domain/porting/authority.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { lookOf, type NamedPaper } from '#operations/billing/render-statement.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { readGivenSignatures } from '#storage/queries/port-signatures.ts'
import { readPort, requestOf } from '#storage/queries/ports.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { unsignedLetter } from './authority.ts'
import { loadDesk } from './desk.ts'

interface OfPort {
  readonly resellerId: number
  readonly portId: number
}

/**
 * The letter of authority of a port: as it was signed, where that counts for the request; else as the request stands.
 *
 * @param db behind the tenant's walls.
 * @returns undefined: there is no such port.
 * @throws ProblemError 'invalid_value' for each field a letter lacks.
 */
export async function portLetterPaper(
  db: pg.ClientBase,
  { resellerId, portId, now }: OfPort & { readonly now: Date },
): Promise<NamedPaper | undefined> {
  const port = await readPort(db, portId)
  if (port === undefined) return undefined
  const { timeZone } = await loadDesk(db, now)
  const today = dateAt(now.getTime(), timeZone).toString()
  const terms = authorityTerms(requestOf(port), today)
  const [signed] = await readGivenSignatures(db, portId)
  const isSigned = signed !== undefined && isTerms(terms) && covers(signed, terms)
  return paperOf(db, resellerId, isSigned ? signed.letter : await unsignedLetter(db, resellerId, port, today))
}

/**
 * A letter as it was signed.
 *
 * @param db behind the tenant's walls.
 * @returns undefined: there is no such signature under the port.
 */
export async function signedLetterPaper(
  db: pg.ClientBase,
  { resellerId, portId, signatureId }: OfPort & { readonly signatureId: number },
): Promise<NamedPaper | undefined> {
  const given = (await readGivenSignatures(db, portId)).find(({ id }) => id === signatureId)
  return given === undefined ? undefined : paperOf(db, resellerId, given.letter)
}

/** The letter a mailed link leads to. */
export function linkedLetterPaper(
  pool: pg.Pool,
  { resellerId, letter }: { readonly resellerId: number; readonly letter: AuthorityLetter },
): Promise<NamedPaper> {
  return readAsTenant(pool, { resellerId }, (db) => paperOf(db, resellerId, letter))
}

async function paperOf(db: pg.ClientBase, resellerId: number, letter: AuthorityLetter): Promise<NamedPaper> {
  const brand = await readBrand(db, resellerId)
  if (brand === undefined) throw new Error(`reseller ${resellerId} is gone`)
  const look = await lookOf(db, resellerId, brand)
  return { paper: { kind: 'authority', document: letter, look }, fileName: fileNameOf(letter) }
}

/** `authority-port-12-signed.pdf`. */
function fileNameOf({ reference, signature }: AuthorityLetter): string {
  const name = `authority-${reference.toLowerCase().replaceAll(' ', '-')}`
  return `${name}${signature === null ? '' : '-signed'}.pdf`
}
