import { createContext, use } from 'react'
import type { Answer } from '../api/wire-types.ts'

/** Who is signed in, and what it may do. */
export type Session = Answer<'readSession'>

export type Permission = Session['permissions'][number]

const SessionContext = createContext<Session | undefined>(undefined)

export const SessionProvider = SessionContext.Provider

/** The session around every page inside a portal's frame. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (session === undefined) throw new Error('useSession: this page is not inside the frame')
  return session
}

/** Whether the session may do something: `useMay()('accounts.write')`. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession()
  return (permission) => permissions.includes(permission)
}
