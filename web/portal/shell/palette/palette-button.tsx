import { ActionIcon, Button, Kbd } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { modifierKey } from '../modifier-key.ts'
import type { ShellDialogs } from '../use-shell-keys.ts'
import classes from '../frame.module.css'

const load = async () => ({ default: (await import('./palette.tsx')).Palette })
const Palette = lazy(load)

/** Once the page has settled, so that what is typed right after Ctrl K is not lost. */
const LOADED_AFTER_MS = 1500

/** Opens the search over everything; Ctrl K or ⌘ K does too. */
export function PaletteButton({ dialogs }: { readonly dialogs: ShellDialogs }): ReactNode {
  const may = useMay()
  const isThere = may('search.read')
  useEffect(() => {
    if (!isThere) return undefined
    const timer = setTimeout(() => void load(), LOADED_AFTER_MS)
    return () => clearTimeout(timer)
  }, [isThere])
  if (!isThere) return null
  const open = (): void => dialogs.open('palette')
  return (
    <>
      <Button
        variant="default"
        className={`${classes['search'] ?? ''} ${classes['wide'] ?? ''}`}
        size="compact-md"
        fz="sm"
        fw={400}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={<Kbd size="xs">{modifierKey()} K</Kbd>}
        onClick={open}
      >
        Search
      </Button>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        className={classes['narrow'] ?? ''}
        aria-label="Search"
        onClick={open}
      >
        <IconSearch size={20} stroke={1.6} />
      </ActionIcon>
      {dialogs.opened === 'palette' && (
        <Suspense fallback={null}>
          <Palette onClose={dialogs.close} onKeys={() => dialogs.open('keys')} />
        </Suspense>
      )}
    </>
  )
}
