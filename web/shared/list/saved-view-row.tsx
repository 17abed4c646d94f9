import { ActionIcon, CloseButton, TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../api/api-problem.ts'
import { useChange } from '../api/hooks.ts'
import type { Item } from '../api/wire-types.ts'
import { tellDone } from '../feedback/toast.tsx'
import classes from './saved-view-row.module.css'

interface SavedViewRowProps {
  readonly view: Item<'listSavedViews'>
  readonly isCurrent: boolean
  readonly onOpen: () => void
}

/** A view of one's own: opens it, gives it another name, or gives it up. */
export function SavedViewRow({ view, isCurrent, onOpen }: SavedViewRowProps): ReactNode {
  const { id, list, name, query } = view
  const [isRenaming, setRenaming] = useState(false)
  const save = useChange('saveView', { silent: true })
  const remove = useChange('removeSavedView')
  const again = (): void => save.mutate({ body: { list, name, query, replace: true } })
  const rename = (words: string): void => {
    if (words === '' || words === name) {
      setRenaming(false)
      return
    }
    // The same name in other letters takes the place of the old one by itself.
    const isSame = words.toLowerCase() === name.toLowerCase()
    save.mutate(
      { body: { list, name: words, query, replace: isSame } },
      {
        onSuccess: () => {
          if (!isSame) remove.mutate({ params: { savedViewId: id } })
          setRenaming(false)
        },
      },
    )
  }
  if (isRenaming) {
    return (
      <li>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const field = event.currentTarget.elements.namedItem('name')
            if (field instanceof HTMLInputElement) rename(field.value.trim())
          }}
        >
          <TextInput
            name="name"
            size="xs"
            aria-label={`Another name for ${name}`}
            defaultValue={name}
            maxLength={60}
            data-autofocus
            ref={focusOnce}
            error={save.error === null ? undefined : detailOf(save.error)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              event.stopPropagation()
              setRenaming(false)
            }}
          />
        </form>
      </li>
    )
  }
  return (
    <li className={classes['row']}>
      <button type="button" className={classes['open']} aria-current={isCurrent ? 'true' : undefined} onClick={onOpen}>
        {name}
      </button>
      <ActionIcon variant="subtle" color="gray" aria-label={`Rename ${name}`} onClick={() => setRenaming(true)}>
        <IconPencil size={14} />
      </ActionIcon>
      <CloseButton
        size="sm"
        aria-label={`Give up ${name}`}
        onClick={() =>
          remove.mutate(
            { params: { savedViewId: id } },
            { onSuccess: () => tellDone(`The view ${name} is given up`, { act: again }) },
          )
        }
      />
    </li>
  )
}

function focusOnce(field: HTMLInputElement | null): void {
  field?.select()
}
