/** `adjustment-note` as people say it: `Adjustment note`. */
export function mailKindWords(kind: string): string {
  const words = kind.replaceAll('-', ' ')
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
