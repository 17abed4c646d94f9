import type pg from 'pg'
import type { StatementDocument } from '#domain/billing/statement-document.ts'
import { balanceText, dollarsText } from '#domain/notifications/words.ts'
import { dateText } from '#domain/time/date-text.ts'
import { readContactEmail } from '#storage/queries/mail-recipients.ts'
import { readStatement } from '#storage/queries/statements.ts'
import type { NewMail } from './queue-mail.ts'

/**
 * The mail a statement, invoice or adjustment note goes out with.
 *
 * @param to an address; undefined: the billing contact's, else the main one's, as the platform's help pages say.
 * @returns undefined: there is no such document, or nobody to send it to.
 */
export async function statementMail(db: pg.ClientBase, statementId: bigint, to?: string): Promise<NewMail | undefined> {
  const statement = await readStatement(db, statementId)
  if (statement === undefined) return undefined
  const { accountId, document } = statement
  const recipient = to ?? (await readContactEmail(db, accountId, ['billing', 'main']))
  if (recipient === undefined) return undefined
  const attachment = { paper: 'statement', id: String(statement.id) } as const
  const { number, gst, refersTo } = document
  const addressed = { to: recipient, accountId, attachment }
  if (refersTo !== null) {
    const total = dollarsText(gst.total)
    const values = { 'statement.number': number, 'statement.total': total, 'statement.reason': refersTo.reason }
    return { kind: 'adjustment-note', values, ...addressed } satisfies NewMail<'adjustment-note'>
  }
  return { kind: 'statement', values: statementValues(document), ...addressed } satisfies NewMail<'statement'>
}

function statementValues({ title, number, period, gst, overview, terms }: StatementDocument) {
  return {
    'statement.title': title,
    'statement.number': number,
    'statement.period': `${dateText(period.from)} to ${dateText(period.to)}`,
    'statement.total': dollarsText(gst.total),
    'statement.closingBalance': balanceText(overview.closingBalance),
    'statement.due':
      terms === null
        ? 'There is nothing to do.'
        : `Please pay ${dollarsText(terms.amountDue)} by ${dateText(terms.dueOn)}.`,
  }
}
