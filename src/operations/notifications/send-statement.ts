import { problem, ProblemError } from '#domain/problem.ts'
import { operation } from '#operations/operation.ts'
import { readMail } from '#storage/queries/mails.ts'
import { readStatement } from '#storage/queries/statements.ts'
import { queueMail } from './queue-mail.ts'
import { statementMail } from './statement-mail.ts'

export interface StatementToSend {
  readonly statementId: bigint
  /** Undefined: the billing contact, else the main one. */
  readonly to: string | undefined
}

/**
 * Mails a statement again, as it was issued: one that went astray, or to somebody else.
 *
 * @throws ProblemError 'not_found'; 'invalid_value' where nobody is known to send it to.
 */
export const sendStatement = operation({
  name: 'statements.send',
  permission: 'mails.write',
  async run({ db, resellerId, now, audit }, { statementId, to }: StatementToSend) {
    const statement = await readStatement(db, statementId)
    if (statement === undefined) throw new ProblemError(problem('not_found', 'There is no such statement.'))
    const mail = await statementMail(db, statementId, to)
    if (mail === undefined) {
      const message = 'This customer has no contact with an e-mail address: write one in the profile, or here.'
      throw new ProblemError(problem('invalid_value', message, { field: 'to' }))
    }
    const mailId = await queueMail({ db, resellerId, now }, mail)
    const queued = mailId === undefined ? undefined : await readMail(db, mailId)
    if (queued === undefined) throw new Error('no mail was queued')
    const { accountId, number } = statement
    audit({ subject: `statement ${statementId}`, accountId, after: { number, to: queued.to } })
    return queued
  },
})
