import type pg from 'pg'
import type { Actor } from '#domain/access/actor.ts'
import { gstOf, micros } from '#domain/money.ts'
import { attemptFee } from '#domain/porting/port-fees.ts'
import { fittingKind } from '#domain/porting/pre-flight/check-kind.ts'
import { PORT_KIND_TERMS } from '#domain/porting/port-kind.ts'
import { needsVerification } from '#domain/porting/verification.ts'
import { readPreFlight } from '#operations/porting/pre-flight.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { readPortFeeList } from '#storage/queries/port-fees.ts'
import { isVerified, readOpenCode, readVerifications } from '#storage/queries/port-verifications.ts'
import { readPort, requestOf } from '#storage/queries/ports.ts'
import { notFound } from '../not-found.ts'

interface Viewer {
  readonly actor: Actor
  readonly now: Date
}

/** The check of a port, and what is at stake. */
export async function viewPreFlight(portId: number, db: pg.ClientBase, { actor, now }: Viewer) {
  const port = notFound('port', await readPort(db, portId))
  const resellerId = actor.resellerId ?? 0
  const findings = await readPreFlight({ db, resellerId, now }, port)
  const prices = await readPortFeeList(db)
  const brand = await readBrand(db, resellerId)
  const amount = prices[attemptFee(port.kind, port.numbers.length)]
  const gst = (brand?.gstRegistered ?? true) ? gstOf(amount) : micros(0n)
  const rejectFee = port.kind === 'complex' ? prices['complex-reject'] : amount
  return {
    findings: [...findings],
    canSubmit: findings.every(({ severity }) => severity !== 'blocks'),
    fittingKind: port.numbers.length === 0 ? port.kind : fittingKind(requestOf(port)),
    currency: 'AUD' as const,
    fee: { amount, gst, total: micros(amount + gst), chargedOn: PORT_KIND_TERMS[port.kind].chargedOn },
    rejectionCosts: rejectFee,
  }
}

/** How the user of a mobile number was verified; to a customer, staff are the brand. */
export async function viewVerifications(portId: number, db: pg.ClientBase, { actor, now }: Viewer) {
  const port = notFound('port', await readPort(db, portId))
  const isCustomer = actor.accountId !== undefined
  const number = port.numbers[0]?.number ?? null
  const rows = await readVerifications(db, portId)
  const staffName = (await readBrand(db, actor.resellerId ?? 0))?.name ?? ''
  const openCode = await readOpenCode(db, portId, now)
  const isNeeded = needsVerification(port.kind)
  return {
    isNeeded,
    isVerified: isNeeded && (await isVerified(db, portId, port.attempt + 1, number ?? undefined)),
    number,
    openCode: openCode ?? null,
    items: rows.map(({ attempt, number: verified, method, reference, verifiedAt, verifiedBy, byCustomer }) => ({
      attempt,
      number: verified,
      method,
      verifiedAt,
      byCustomer,
      reference: isCustomer || reference === '' ? null : reference,
      verifiedBy: isCustomer && !byCustomer ? staffName : verifiedBy,
    })),
  }
}

/** The one personal detail of a request that is not sent with it. */
export async function viewBirthDate(portId: number, db: pg.ClientBase) {
  const port = notFound('port', await readPort(db, portId))
  return { birthDate: port.details.birthDate }
}
