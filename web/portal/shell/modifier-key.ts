/** What the key beside K is called here. */
export function modifierKey(): '⌘' | 'Ctrl' {
  return /Mac|iP(hone|ad)/.test(navigator.userAgent) ? '⌘' : 'Ctrl'
}
