import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { AppLink } from '../../shared/router/app-link.tsx'

/** The way to a new request, for those who may make one. */
export function NewPortButton(): ReactNode {
  const may = useMay()
  if (!may('ports.request')) return null
  return (
    <Button component={AppLink} to="/porting/new">
      New port
    </Button>
  )
}
