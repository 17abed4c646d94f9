import { SECRET_KINDS } from '#domain/notifications/mail-kinds.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation } from '#operations/operation.ts'
import { readMail } from '#storage/queries/mails.ts'
import { requeueMail } from '#storage/tables/mails.ts'

/** Sends a mail again that was sent, failed or waits: to the same address, with the words and papers of now. */
export const resendMail = operation({
  name: 'mails.resend',
  permission: 'mails.write',
  async run({ db, audit }, { mailId }: { readonly mailId: bigint }) {
    const mail = await readMail(db, mailId)
    if (mail === undefined) throw new ProblemError(problem('not_found', 'There is no such mail.'))
    if (mail.status === 'queued') {
      throw new ProblemError(problem('illegal_transition', 'This mail is on its way already; see its next attempt.'))
    }
    if (mail.status !== 'waiting' && SECRET_KINDS.some((kind) => kind === mail.kind)) {
      const message = 'The link of this mail is kept only until it is sent: make a new invitation or reset instead.'
      throw new ProblemError(problem('illegal_transition', message))
    }
    await requeueMail(db, mailId)
    const subject = `mail ${mailId}`
    audit({ subject, ...(mail.accountId !== null && { accountId: mail.accountId }), before: { status: mail.status } })
    return { ...mail, status: 'queued' as const, attempts: 0, nextTryAt: null }
  },
})
