import { problem, ProblemError } from '#domain/problem.ts'
import { operation } from '#operations/operation.ts'
import { readKey } from '#storage/queries/api-keys.ts'
import { revokeKey as writeRevocation } from '#storage/tables/api-keys.ts'

/** Ends a key at once; one that has ended already stays as it is. @throws ProblemError 'not_found'. */
export const revokeKey = operation({
  name: 'api-keys.revoke',
  permission: 'api-keys.write',
  async run({ db, now, audit, emit }, { keyId }: { readonly keyId: number }) {
    const key = await readKey(db, keyId)
    if (key === undefined) throw new ProblemError(problem('not_found', 'There is no such key.'))
    if (!(await writeRevocation(db, keyId, now))) return
    const account = key.accountId === null ? {} : { accountId: key.accountId }
    audit({
      subject: `key ${keyId}`,
      ...account,
      before: { name: key.name, prefix: key.prefix },
      after: { revoked: true },
    })
    emit({ type: 'api-key.revoked', ...account, payload: { keyId: String(keyId), name: key.name, prefix: key.prefix } })
  },
})
