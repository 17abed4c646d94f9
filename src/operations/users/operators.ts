import { problem, ProblemError } from '#domain/problem.ts'
import { writeInstant } from '#domain/time/write-instant.ts'
import { issueLink } from '#operations/access/issue-link.ts'
import { requireConfirmed } from '#operations/access/step-up.ts'
import { installationOperation } from '#operations/installation.ts'
import { queueMail } from '#operations/notifications/queue-mail.ts'
import { listOperators, type OperatorRow } from '#storage/queries/members.ts'
import { insertAccessLine } from '#storage/tables/logins.ts'
import { insertMembership, revokeMembership, userFor } from '#storage/tables/memberships.ts'

const MOST_OPERATORS = 50
/** The installation has no zone of its own; its mails name theirs. */
const ZONE = 'Australia/Sydney'

export interface OperatorToInvite {
  /** Lower case. */
  readonly email: string
  readonly name: string
  /** Where this installation is found: `https://phones.example.com`. */
  readonly site: string
}

/**
 * Invites somebody to run the installation. It is on no reseller's audit chain: the log of both logins has it.
 *
 * @throws ProblemError 'already_exists'; 'confirmation_needed'; 'conflict' when there are too many.
 */
export const inviteOperator = installationOperation({
  name: 'operators.invite',
  permission: 'operators.write',
  async run({ db, actor, now }, { email, name, site }: OperatorToInvite): Promise<OperatorRow> {
    requireConfirmed(actor, now)
    if ((await listOperators(db, { lock: true })).length >= MOST_OPERATORS)
      throw new ProblemError(problem('conflict', `${MOST_OPERATORS} people run this installation; remove one first.`))
    const userId = await userFor(db, email, name, now)
    const place = { resellerId: undefined, accountId: undefined, userId }
    const membershipId = await insertMembership(db, { ...place, role: 'operator', numbers: undefined, createdAt: now })
    const invited = (await listOperators(db, { lock: false })).find((one) => one.membershipId === membershipId)
    if (membershipId === undefined || invited === undefined)
      throw new ProblemError(problem('already_exists', `${email} runs this installation already.`, { field: 'email' }))
    const { token, expiresAt } = await issueLink(db, { purpose: 'invite', userId, membershipId }, now)
    await queueMail(
      { db, resellerId: undefined, now },
      {
        kind: 'invitation',
        to: email,
        values: {
          'person.name': name,
          'inviter.name': actor.name,
          'organisation.name': 'this installation of Tollgate, as an operator',
          link: `${site}/link#${token}`,
          'link.expires': writeInstant(expiresAt, ZONE),
        },
      },
    )
    await note(db, now, userId, `invited as an operator by ${actor.name}`)
    await note(db, now, actor.id, `invited ${email} as an operator`)
    return invited
  },
})

/**
 * Ends somebody's running of the installation, at once.
 *
 * @throws ProblemError 'not_found'; 'forbidden' for oneself, so that somebody always stays; 'confirmation_needed'.
 */
export const removeOperator = installationOperation({
  name: 'operators.remove',
  permission: 'operators.write',
  async run({ db, actor, now }, { operatorId }: { readonly operatorId: number }): Promise<void> {
    requireConfirmed(actor, now)
    const operators = await listOperators(db, { lock: true })
    const operator = operators.find(({ userId }) => userId === operatorId)
    if (operator === undefined) throw new ProblemError(problem('not_found', 'There is no such operator.'))
    // Of two who remove each other at once, the second is none any more when its turn comes.
    if (operatorId === actor.id || !operators.some(({ userId }) => userId === actor.id))
      throw new ProblemError(problem('forbidden', 'Nobody removes themselves; ask another operator.'))
    await revokeMembership(db, operator.membershipId, now)
    await note(db, now, operatorId, `removed as an operator by ${actor.name}`)
    await note(db, now, actor.id, `removed ${operator.email} as an operator`)
  },
})

async function note(db: Parameters<typeof insertAccessLine>[0], at: Date, userId: number, what: string): Promise<void> {
  await insertAccessLine(db, { userId, at, what, ip: '', device: '' })
}
