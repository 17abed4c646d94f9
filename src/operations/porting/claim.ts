import type pg from 'pg'
import { checkClaim, type Claim, type Finding } from '#domain/porting/port-out-check.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { readAccountDetails } from '#storage/queries/account-details.ts'
import { readLines } from '#storage/queries/lines.ts'
import { readContactEmail } from '#storage/queries/mail-recipients.ts'
import { readConfirmations, type PortOutRow } from '#storage/queries/port-outs.ts'
import { loadOutDesk } from './port-out-desk.ts'

/** What another carrier stated against what we have now, and what looking at it finds. Staff only. */
export async function examine(
  db: pg.ClientBase,
  portOut: PortOutRow,
  now: Date,
): Promise<{ readonly claim: Claim; readonly findings: readonly Finding[] }> {
  const { kind, numbers, statedAccountNumber, statedName, authorisedOn, answer, accountId } = portOut
  const account = await readAccountDetails(db, accountId)
  const lines = await readLines(db, accountId, numbers, now)
  const [confirmation] = await readConfirmations(db, portOut.id)
  const desk = await loadOutDesk(db, kind, now)
  const claim: Claim = {
    kind,
    numbers,
    statedAccountNumber,
    statedName,
    authorisedOn,
    answer,
    account: {
      accountNumber: portOut.accountNumber,
      names: [account?.legalName ?? null, account?.name ?? portOut.accountName, account?.tradingName ?? null],
      isOwing: (account?.balanceMicros ?? 0n) < 0n,
    },
    held: lines.map(({ number, blockId, cancelOn }) => ({ number, isOfBlock: blockId !== null, cancelOn })),
    confirmation: confirmation?.method ?? null,
    isTold: (await readContactEmail(db, accountId, ['main', 'technical', 'billing'])) !== undefined,
    today: dateAt(now.getTime(), desk.timeZone).toString(),
  }
  return { claim, findings: checkClaim(claim) }
}
