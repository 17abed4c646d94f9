import { Button } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** Opens the search over everything; Ctrl K or ⌘ K does too. */
export function PaletteButton(): ReactNode {
  return (
    <Button variant="default" size="compact-md" leftSection={<IconSearch size={14} aria-hidden />}>
      Search
    </Button>
  )
}
