import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { NAVIGATION } from './navigation.ts'

type Dialog = 'palette' | 'keys'

/** The dialogs that open from anywhere. */
export interface ShellDialogs {
  readonly opened: Dialog | undefined
  readonly open: (dialog: Dialog) => void
  readonly close: () => void
}

/** So long after `g` a letter still means a place. */
const CHORD_MS = 1200

/** Ctrl K or ⌘ K opens the search, `?` the list of keys, `g` and a letter goes to a place. */
export function useShellKeys(): ShellDialogs {
  const [opened, setOpened] = useState<Dialog>()
  const chordMs = useRef(0)
  const navigate = useNavigate()
  const may = useMay()
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setOpened((before) => (before === 'palette' ? undefined : 'palette'))
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return
      if (event.key === '?') {
        event.preventDefault()
        setOpened('keys')
        return
      }
      const isChord = event.timeStamp - chordMs.current < CHORD_MS && chordMs.current > 0
      chordMs.current = event.key === 'g' ? event.timeStamp : 0
      const place = isChord ? NAVIGATION.find(({ key }) => key === event.key) : undefined
      if (place === undefined || (place.permission !== undefined && !may(place.permission))) return
      event.preventDefault()
      event.stopImmediatePropagation()
      void navigate({ to: place.to })
    }
    // Before the keys of a table, which have letters of their own.
    addEventListener('keydown', onKey, { capture: true })
    return () => removeEventListener('keydown', onKey, { capture: true })
  }, [may, navigate])
  return useMemo(() => ({ opened, open: setOpened, close: () => setOpened(undefined) }), [opened])
}

/** Whether a key means text here, or belongs to a dialog or a menu. */
function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return true
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
}
