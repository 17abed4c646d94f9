import { auditEndpoints } from '#contract/audit.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { listAudit, type AuditRow } from '#storage/queries/audit.ts'
import { checkAuditChain, readSeal } from '#storage/queries/verify/audit-chain.ts'
import { csvStream, type Cell } from '../csv.ts'
import { route, type Route } from '../route.ts'

const EXPORT_PAGE_LINES = 1000
const COLUMNS = [
  'No',
  'At (UTC)',
  'Actor',
  'Actor name',
  'Operation',
  'Subject',
  'Account id',
  'Before',
  'After',
  'Origin',
]

export const auditRoutes: readonly Route[] = [
  route(auditEndpoints.listAudit, ({ read, query }) => read((db) => listAudit(db, query))),
  route(auditEndpoints.exportAudit, async ({ read, query, send }) => {
    const pageAt = (cursor: string | null) =>
      read((db) => listAudit(db, { ...query, cursor: cursor ?? undefined, limit: EXPORT_PAGE_LINES }))
    // What cannot be read is answered as a problem, so the first page is read before the answer begins.
    const first = await pageAt(null)
    async function* pages(): AsyncGenerator<Cell[][]> {
      for (let page = first; ; page = await pageAt(page.nextCursor)) {
        yield page.items.map(csvRow)
        if (page.nextCursor === null) return
      }
    }
    return send('text/csv; charset=utf-8', csvStream(COLUMNS, pages()), 'audit.csv')
  }),
  route(auditEndpoints.verifyAudit, async ({ read, query: { notedNo, notedSeal }, actor }) => {
    if ((notedNo === undefined) !== (notedSeal === undefined))
      throw new ProblemError(problem('invalid_value', 'Send notedNo and notedSeal together.', { field: 'notedSeal' }))
    const { resellerId = 0, accountId } = actor
    if (accountId !== undefined)
      throw new ProblemError(problem('forbidden', 'Only who sees all of the chain can verify it.'))
    const [{ lines, end, faults, total }, seal] = await read(async (db) => [
      await checkAuditChain(db, resellerId),
      notedNo === undefined ? undefined : await readSeal(db, resellerId, notedNo),
    ])
    return {
      ok: total === 0,
      lines: Number(lines),
      lastNo: String(end.no),
      seal: end.seal === '' ? null : end.seal,
      noted: notedNo === undefined ? null : seal === notedSeal,
      faults: faults.map(({ no, kind }) => ({ no: String(no), kind })),
      faultCount: total,
    }
  }),
]

function csvRow({ before, after, ...line }: AuditRow): Cell[] {
  const { no, at, actor, actorName, operation, subject, accountId, origin } = line
  return [no, at, actor, actorName, operation, subject, accountId, json(before), json(after), origin]
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}
