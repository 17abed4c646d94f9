import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useBrand } from '../brand/brand-context.tsx'
import { AccessFrame } from './access-frame.tsx'
import type { Session } from './session.ts'
import { useSignOut } from './use-sign-out.ts'

/** On a brand's address for customers, and signed in as one of its staff. */
export function WrongPortal({ session }: { readonly session: Session }): ReactNode {
  const { name } = useBrand()
  const signOut = useSignOut()
  return (
    <AccessFrame
      title="This address is for customers"
      words={`You are signed in as ${session.name}, who works for ${name}. Staff have an address of their own.`}
    >
      <Button onClick={() => void signOut()}>Sign out</Button>
    </AccessFrame>
  )
}
