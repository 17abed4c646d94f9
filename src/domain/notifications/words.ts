/**
 * An amount as people read it.
 *
 * @param amount decimal dollars: `"-1234.5"` becomes `-$1,234.50`. More than two places are kept.
 */
export function dollarsText(amount: string): string {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? []
  return `${sign}$${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`
}

/** A balance: above zero it is the customer's credit, below zero it is owed. */
export function balanceText(balance: string): string {
  if (!/[1-9]/.test(balance)) return '$0.00'
  return balance.startsWith('-') ? `${dollarsText(balance.slice(1))} owed` : `${dollarsText(balance)} credit`
}

const WHOLE = new Intl.NumberFormat('en-AU')

/** `1,234`. */
export function countText(count: number): string {
  return WHOLE.format(count)
}

/** `2 h 05 min`, `3 min 20 s`, `45 s`: what matters of a length of time. */
export function durationText(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  if (hours > 0) return `${countText(hours)} h ${String(minutes).padStart(2, '0')} min`
  return minutes > 0 ? `${minutes} min ${String(rest).padStart(2, '0')} s` : `${rest} s`
}
