import { useEffect, useState, type RefObject } from 'react'

interface TableKeys {
  readonly frame: RefObject<HTMLElement | null>
  readonly rows: number
  readonly onTick?: ((index: number) => void) | undefined
}

/** `j` and `k` walk the rows, `enter` opens the one stood on, `x` ticks it, `/` goes to the search. */
export function useTableKeys({ frame, rows, onTick }: TableKeys): number {
  const [current, setCurrent] = useState(-1)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const walk = (to: number): void => {
        event.preventDefault()
        setCurrent(to)
        rowAt(frame.current, to)?.scrollIntoView({ block: 'nearest' })
      }
      if (event.key === '/') {
        const search = frame.current?.querySelector<HTMLInputElement>('input[data-list-search]')
        if (search === null || search === undefined) return
        event.preventDefault()
        search.focus()
      } else if (event.key === 'j') walk(Math.min(rows - 1, current + 1))
      else if (event.key === 'k') walk(Math.max(0, current - 1))
      else if (event.key === 'x' && current >= 0) onTick?.(current)
      else if (event.key === 'Enter' && current >= 0 && event.target === document.body)
        rowAt(frame.current, current)?.querySelector<HTMLElement>('[data-row-link]')?.click()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [current, frame, onTick, rows])
  return Math.min(current, rows - 1)
}

function rowAt(frame: HTMLElement | null, index: number): HTMLElement | undefined {
  return frame?.querySelectorAll<HTMLElement>('tbody tr')[index]
}

/** Whether a key means text here, or belongs to a dialog. */
function isTyping(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"]') !== null) return true
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
}
