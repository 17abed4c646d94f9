import { useEffect, useRef, type RefObject } from 'react'

/**
 * A page that asks one thing waits for it in its field: the one marked `data-autofocus`.
 *
 * @param step another step of the same form has another field.
 */
export function useFirstField(step = ''): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  const shown = useRef<string>(undefined)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
  })
  return form
}
