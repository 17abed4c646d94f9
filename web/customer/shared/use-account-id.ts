import { useSession } from '../../shared/access/session.ts'

/** The account whose portal this is. */
export function useAccountId(): string {
  const { accountId } = useSession()
  if (accountId === null) throw new Error('useAccountId: staff has no account')
  return accountId
}
