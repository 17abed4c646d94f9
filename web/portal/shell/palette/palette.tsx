import { Button, CloseButton, Modal, Text } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useSession } from '../../../shared/access/session.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { placeOf } from '../../../shared/router/place.ts'
import type { Entry } from './entries.ts'
import { noteRecent } from './recent.ts'
import { usePalette } from './use-palette.ts'
import classes from './palette.module.css'

interface PaletteProps {
  readonly onClose: () => void
  readonly onKeys: () => void
}

/** Search over everything, and actions: what is typed is looked for, arrows choose, Enter goes. */
export function Palette({ onClose, onKeys }: PaletteProps): ReactNode {
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  /** Enter was pressed before the answer was there: the first of it is meant. */
  const isWaiting = useRef(false)
  const session = useSession()
  const navigate = useNavigate()
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const { entries, isPending, error, retry } = usePalette(typed, onKeys)
  const chosen = Math.min(active, Math.max(0, entries.length - 1))

  const open = (entry: Entry, isNewWindow: boolean): void => {
    noteRecent(session, entry)
    if (entry.to !== undefined && isNewWindow) {
      window.open(entry.to, '_blank', 'noopener')
      return
    }
    onClose()
    if (entry.to !== undefined) void navigate(placeOf(entry.to))
    entry.act?.()
  }
  useEffect(() => {
    if (!isWaiting.current || isPending) return
    isWaiting.current = false
    const [first] = entries
    if (first !== undefined) open(first, false)
  })
  const choose = (index: number): void => {
    setActive(index)
    list.current?.querySelectorAll('[role="option"]').item(index).scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = entries.length - 1
    if (event.key === 'ArrowDown') choose(chosen >= last ? 0 : chosen + 1)
    else if (event.key === 'ArrowUp') choose(chosen <= 0 ? last : chosen - 1)
    else if (event.key === 'Enter') {
      const entry = entries[chosen]
      if (isPending && active === 0) isWaiting.current = true
      else if (entry !== undefined) open(entry, event.ctrlKey || event.metaKey)
    } else return
    event.preventDefault()
  }

  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={640}
      // Over a list of choices that was open.
      zIndex={400}
      yOffset="12dvh"
      centered={false}
      transitionProps={{ duration: 100 }}
      classNames={{ content: classes['content'] ?? '' }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label="Search">
        <div className={classes['head']}>
          <IconSearch size={18} aria-hidden />
          <input
            className={classes['input']}
            type="search"
            role="combobox"
            aria-label="Search everything"
            aria-expanded
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={entries.length > 0 ? `${listId}-${chosen}` : undefined}
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            placeholder="Customer, number, statement, port, or what to do"
            data-autofocus
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value)
              setActive(0)
              isWaiting.current = false
            }}
            onKeyDown={onKeyDown}
          />
          <CloseButton size="lg" onClick={onClose} aria-label="Close the search" />
        </div>
        <div ref={list} className={classes['list']} data-stale={isPending || undefined}>
          <div id={listId} role="listbox" aria-label="Results">
            {entries.map((entry, index) => (
              <EntryLine
                key={entry.id}
                entry={entry}
                id={`${listId}-${index}`}
                group={entries[index - 1]?.group === entry.group ? undefined : entry.group}
                isActive={index === chosen}
                onPoint={() => setActive(index)}
                onOpen={(isNewWindow) => open(entry, isNewWindow)}
              />
            ))}
          </div>
          {error !== undefined && (
            <div className={classes['message']} role="alert">
              <Text size="sm" mb="xs">
                The search failed. {detailOf(error)}
              </Text>
              <Button variant="default" size="compact-sm" onClick={retry}>
                Try again
              </Button>
            </div>
          )}
          {entries.length === 0 && error === undefined && (
            <div className={classes['message']} role="status">
              {isPending ? (
                <Text size="sm" c="dimmed">
                  Searching
                </Text>
              ) : (
                <>
                  <Text size="sm" fw={500}>
                    Nothing found for “{typed.trim()}”
                  </Text>
                  <Text size="sm" c="dimmed">
                    Try a name, an account number, a phone number in any form, an ABN, an e-mail address or the number
                    of a statement.
                  </Text>
                </>
              )}
            </div>
          )}
        </div>
        <div className={classes['foot']} aria-hidden>
          <span>↑ ↓ choose</span>
          <span>Enter open</span>
          <span>Esc close</span>
        </div>
      </Modal.Content>
    </Modal.Root>
  )
}

interface EntryLineProps {
  readonly entry: Entry
  readonly id: string
  /** The heading before it, where a group begins. */
  readonly group: string | undefined
  readonly isActive: boolean
  readonly onPoint: () => void
  readonly onOpen: (isNewWindow: boolean) => void
}

function EntryLine({ entry, id, group, isActive, onPoint, onOpen }: EntryLineProps): ReactNode {
  const { title, detail } = entry
  return (
    <>
      {group !== undefined && (
        <div className={classes['group']} role="presentation">
          {group}
        </div>
      )}
      {/* The field keeps the keys; this takes the mouse. */}
      <button
        type="button"
        id={id}
        role="option"
        aria-selected={isActive}
        tabIndex={-1}
        className={classes['entry']}
        onPointerMove={onPoint}
        onClick={(event) => onOpen(event.ctrlKey || event.metaKey)}
      >
        <span className={classes['title']}>{title}</span>
        {detail !== undefined && detail !== '' && <span className={classes['detail']}>{detail}</span>}
      </button>
    </>
  )
}
