import { nameOf } from '#domain/access/actor.ts'
import { grantableScopes } from '#domain/access/key-scopes.ts'
import type { Permission } from '#domain/access/policies.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { requireConfirmed } from '#operations/access/step-up.ts'
import { hashToken, newToken } from '#operations/access/token.ts'
import { operation } from '#operations/operation.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import { countUsableKeys, readKey } from '#storage/queries/api-keys.ts'
import { insertKey } from '#storage/tables/api-keys.ts'

const MOST_KEYS = 200
/** `tg_` and six more characters: enough to tell keys apart, and no help in guessing one. */
const PREFIX_CHARACTERS = 9

export interface KeyToCreate {
  /** From {@link newKey}; kept as its hash only. */
  readonly key: string
  readonly name: string
  readonly scopes: readonly Permission[]
  /** The one account it is confined to. */
  readonly accountId?: number | undefined
  /** Undefined: until it is revoked. */
  readonly expiresAt?: Date | undefined
}

/** `tg_` and 256 random bits. */
export function newKey(): string {
  return `tg_${newToken()}`
}

/**
 * Gives a machine a key of its own.
 *
 * @throws ProblemError 'forbidden' for scopes its creator does not have, 'confirmation_needed', 'not_found' for the
 *   account, 'invalid_value', 'conflict' when there are too many.
 */
export const createKey = operation({
  name: 'api-keys.create',
  permission: 'api-keys.write',
  async run({ db, actor, resellerId, now, audit, emit }, { key, name, scopes, accountId, expiresAt }: KeyToCreate) {
    requireConfirmed(actor, now)
    if (expiresAt !== undefined && expiresAt <= now)
      throw new ProblemError(problem('invalid_value', 'Choose a time to come.', { field: 'expiresAt' }))
    if (accountId !== undefined && (await readAccount(db, accountId)) === undefined)
      throw new ProblemError(problem('not_found', 'There is no such account.', { field: 'accountId' }))
    const grantable = grantableScopes(actor, accountId !== undefined)
    const excess = scopes.filter((scope) => !grantable.includes(scope))
    if (excess.length > 0) {
      const whose = accountId === undefined ? 'you have yourself' : 'a customer’s administrator has'
      const message = `A key gets no more than ${whose}: leave out ${excess.join(', ')}.`
      throw new ProblemError(problem('forbidden', message, { field: 'scopes' }))
    }
    if ((await countUsableKeys(db, now)) >= MOST_KEYS)
      throw new ProblemError(problem('conflict', `There are ${MOST_KEYS} keys; revoke those that are not used.`))
    const id = await insertKey(db, {
      resellerId,
      accountId,
      name,
      keyHash: hashToken(key),
      prefix: key.slice(0, PREFIX_CHARACTERS),
      scopes,
      createdBy: nameOf(actor),
      createdAt: now,
      expiresAt,
    })
    const made = await readKey(db, id)
    if (made === undefined) throw new Error(`key ${id} cannot be read back`)
    const { prefix } = made
    const account = accountId === undefined ? {} : { accountId }
    audit({ subject: `key ${id}`, ...account, after: { name, prefix, scopes, ...account, expiresAt } })
    emit({ type: 'api-key.created', ...account, payload: { keyId: String(id), name, prefix } })
    return made
  },
})
