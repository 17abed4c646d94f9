import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

/**
 * After another page was opened, reading goes on at its heading: for those who hear it and those who go by keys. A page whose
 * heading is still on its way gets it as soon as it is there, unless somebody has done something else meanwhile.
 */
export function useHeadingFocus(): void {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  const before = useRef<string>(undefined)
  useEffect(() => {
    const isFirst = before.current === undefined
    const isSame = before.current === path
    before.current = path
    if (isFirst || isSame || focusHeading()) return undefined
    const observer = new MutationObserver(() => {
      if (focusHeading()) stop()
    })
    const stop = (): void => {
      observer.disconnect()
      for (const event of ['keydown', 'pointerdown'] as const) removeEventListener(event, stop)
    }
    observer.observe(document.body, { childList: true, subtree: true })
    for (const event of ['keydown', 'pointerdown'] as const) addEventListener(event, stop)
    return stop
  }, [path])
}

/** Whether there is one; what a page focuses by itself, or a dialog over it, is left alone. */
function focusHeading(): boolean {
  const active = document.activeElement
  if (active?.closest('[role="dialog"], main input, main textarea') !== null && active !== null) return true
  const headings = document.querySelectorAll<HTMLElement>('main [data-page-heading]')
  const heading = headings.item(headings.length - 1)
  if (headings.length === 0) return false
  heading.focus({ preventScroll: true })
  return true
}
