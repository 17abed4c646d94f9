/** Brings the input of a field into sight, where it is on the page, and goes to it. */
export function goToField(field: string): void {
  const found = document.querySelector<HTMLElement>(`[data-path="${field}"], [data-path^="${field}."]`)
  if (found === null) return
  const input = found.matches(FOCUSABLE) ? found : (found.querySelector<HTMLElement>(FOCUSABLE) ?? found)
  input.scrollIntoView({ block: 'center' })
  input.focus({ preventScroll: true })
}

const FOCUSABLE = 'input, select, textarea, button, [tabindex]'
