import { createContext, use } from 'react'
import type { Answer } from '../../shared/api/wire-types.ts'

/** The customer around every page of `customers/$accountId`. */
interface AccountHere {
  readonly account: Answer<'readAccount'>
  /** The zone its dates are shown in. */
  readonly timeZone: string
  /** Reads it again, and gives what there is now; changes by `useChange` do that by themselves. */
  readonly reload: () => Promise<Answer<'readAccount'> | undefined>
}

const AccountContext = createContext<AccountHere | undefined>(undefined)

export const AccountProvider = AccountContext.Provider

/** The customer whose page this is. */
export function useAccount(): AccountHere {
  const here = use(AccountContext)
  if (here === undefined) throw new Error('useAccount: this page is not one of a customer')
  return here
}
