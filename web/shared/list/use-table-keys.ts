import { useEffect, useState, type RefObject } from 'react'

interface TableKeys {
  readonly frame: RefObject<HTMLElement | null>
  readonly rows: number
  readonly onTick?: ((index: number) => void) | undefined
}

/** `j` and `k` walk along the links of the rows, so that `enter` opens one; `x` ticks its row, `/` goes to the search. */
export function useTableKeys({ frame, rows, onTick }: TableKeys): number {
  const [current, setCurrent] = useState(-1)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const walk = (to: number): void => {
        event.preventDefault()
        setCurrent(to)
        const row = rowsOf(frame.current)[to]
        row?.querySelector<HTMLElement>('[data-row-link]')?.focus({ preventScroll: true })
        row?.scrollIntoView({ block: 'nearest' })
      }
      const focused = rowsOf(frame.current).findIndex((row) => row.contains(document.activeElement))
      const here = focused < 0 ? current : focused
      if (event.key === '/') {
        const search = frame.current?.querySelector<HTMLInputElement>('input[data-list-search]')
        if (search === null || search === undefined) return
        event.preventDefault()
        search.focus()
      } else if (event.key === 'j') walk(Math.min(rows - 1, here + 1))
      else if (event.key === 'k') walk(Math.max(0, here - 1))
      else if (event.key === 'x' && here >= 0) onTick?.(here)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [current, frame, onTick, rows])
  return Math.min(current, rows - 1)
}

function rowsOf(frame: HTMLElement | null): readonly HTMLElement[] {
  return [...(frame?.querySelectorAll<HTMLElement>('tbody tr') ?? [])]
}

/** Whether a key means text here, or belongs to a dialog. */
function isTyping(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"]') !== null) return true
  const field = 'input:not([type="checkbox"]), textarea, select, [contenteditable]'
  return target instanceof HTMLElement && target.closest(field) !== null
}
