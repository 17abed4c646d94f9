import { Button } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { addressOf } from '../../api/client.ts'

/** The cut-over as a file for a calendar; taken again after the day was moved, it changes the entry. */
export function CalendarLink({ portId }: { readonly portId: string }): ReactNode {
  return (
    <Button
      component="a"
      href={addressOf('readCutOverFile', { params: { portId } })}
      variant="default"
      size="xs"
      leftSection={<IconCalendarPlus size={14} aria-hidden />}
    >
      Add to calendar
    </Button>
  )
}
