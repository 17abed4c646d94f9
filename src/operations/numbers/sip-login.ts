import { createHash, randomInt } from 'node:crypto'
import { requireNotCancelled } from '#domain/accounts/account-status.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { nameOf } from '#domain/access/actor.ts'
import { operation } from '#operations/operation.ts'
import { switchSource } from '#operations/switch/switch-source.ts'
import { deleteSipLogin, putSipLogin } from '#storage/tables/sip-logins.ts'
import { lockKnownAccount } from './account-terms.ts'
import { knownLine } from './known-lines.ts'

/** Without what is read wrongly off a screen: 0 and O, 1, l and I. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const LENGTH = 20

/** 115 random bits that a phone's keypad and web page take. */
export function newSipPassword(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
}

interface OfLine {
  readonly accountId: number
  readonly number: string
}

export interface SipPasswordToKeep extends OfLine {
  /** The switch's name, which phones are told; undefined: no switch is connected. */
  readonly realm: string | undefined
  /** From {@link newSipPassword}; kept as its digest only. */
  readonly password: string
}

/**
 * Gives a line the password it registers at the switch with. One it had is over at once: a phone that uses it is turned
 * away when it registers the next time.
 *
 * @throws ProblemError 'not_found', 'invalid_value' for a number that only receives, 'conflict' without a switch.
 */
export const makeSipPassword = operation({
  name: 'sip-logins.make',
  permission: 'numbers.write',
  async run(context, { accountId, number, realm, password }: SipPasswordToKeep) {
    const { db, actor, resellerId, now, audit, emit } = context
    requireNotCancelled(await lockKnownAccount(context, accountId))
    const line = await knownLine(context, accountId, number)
    if (realm === undefined) {
      throw new ProblemError(problem('conflict', 'No switch is connected: set TOLLGATE_SIP_HOST first.'))
    }
    if (line.lineType === 'inbound') {
      const message = `${number} only receives calls: it has no phone of its own to register.`
      throw new ProblemError(problem('invalid_value', message, { field: 'number' }))
    }
    // What the line's calls come by, before there is one.
    await switchSource(db, resellerId)
    const ha1 = createHash('md5').update(`${number}:${realm}:${password}`).digest('hex')
    const { assignmentId } = line
    await putSipLogin(db, { assignmentId, resellerId, accountId, realm, ha1, madeAt: now, madeBy: nameOf(actor) })
    audit({ subject: `number ${number}`, accountId, after: { sipLogin: { username: number, realm } } })
    emit({ type: 'number.changed', accountId, payload: { number, sipLogin: true } })
    return { username: number, realm }
  },
})

/** Takes a line's login away: it registers no more, and calls to it fail. @throws ProblemError 'not_found'. */
export const removeSipLogin = operation({
  name: 'sip-logins.remove',
  permission: 'numbers.write',
  async run(context, { accountId, number }: OfLine) {
    const { db, audit, emit } = context
    await lockKnownAccount(context, accountId)
    const { assignmentId } = await knownLine(context, accountId, number)
    if (!(await deleteSipLogin(db, assignmentId))) {
      throw new ProblemError(problem('not_found', 'The number has no SIP login.'))
    }
    audit({ subject: `number ${number}`, accountId, before: { sipLogin: true }, after: { sipLogin: false } })
    emit({ type: 'number.changed', accountId, payload: { number, sipLogin: false } })
  },
})
