import type pg from 'pg'
import { signatureFault } from '#domain/porting/authority.ts'
import { requestFaults } from '#domain/porting/port-request.ts'
import { verificationFault } from '#domain/porting/verification.ts'
import type { Problem } from '#domain/problem.ts'
import { readGivenSignatures } from '#storage/queries/port-signatures.ts'
import { isVerified } from '#storage/queries/port-verifications.ts'
import { requestOf, type PortRow } from '#storage/queries/ports.ts'

/**
 * Why a port cannot be submitted as its request stands: what is missing or wrong, a signature that does not count for it any
 * more, and a mobile whose user was not verified for the attempt to come.
 *
 * @param today `yyyy-mm-dd` in the zone of the porting desk.
 */
export async function faultsOfPort(db: pg.ClientBase, port: PortRow, today: string): Promise<readonly Problem[]> {
  const request = requestOf(port)
  const faults = requestFaults(request, today)
  const [signature] = await readGivenSignatures(db, port.id)
  const outdated = signatureFault(request, signature, today)
  const [number] = request.numbers
  const isKnown = number === undefined || (await isVerified(db, port.id, port.attempt + 1, number.number))
  const unverified = verificationFault(request.kind, isKnown)
  return [
    ...faults,
    ...(outdated === undefined || faults.some(({ field }) => field === outdated.field) ? [] : [outdated]),
    ...(unverified === undefined ? [] : [unverified]),
  ]
}
