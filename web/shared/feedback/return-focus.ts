/** Of what had the focus; the last of it may be gone with the dialog, as an item of a menu is. */
const REMEMBERED = 8

/** When a dialog goes and the focus with it, puts it back where it was before: on the button that opened the dialog. */
export function returnFocusFromDialogs(): void {
  let before: readonly HTMLElement[] = []
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement) || target.closest('[role="dialog"], [role="menu"]') !== null) return
    before = [target, ...before.filter((element) => element !== target)].slice(0, REMEMBERED)
  })
  const observer = new MutationObserver((records) => {
    if (document.activeElement !== document.body || !records.some(tookDialogAway)) return
    if (document.querySelector('[role="dialog"]') !== null) return
    before.find((element) => element.checkVisibility())?.focus({ preventScroll: true })
  })
  observer.observe(document.body, { childList: true, subtree: true })
}

function tookDialogAway({ removedNodes }: MutationRecord): boolean {
  return [...removedNodes].some(
    (node) =>
      node instanceof Element && (node.matches('[role="dialog"]') || node.querySelector('[role="dialog"]') !== null),
  )
}
