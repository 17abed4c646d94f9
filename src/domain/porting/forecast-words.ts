import { monthText, shortDateText } from '#domain/time/date-text.ts'
import type { PortForecast } from './forecast.ts'

/** `Likely Tue 3 Dec, by Fri 6 Dec in 8 of 10 cases.` */
export function forecastWords({ typicalOn, likelyBy, ifSubmittedNow, basis }: PortForecast): string {
  if (basis.from === 'date') return `Set for ${shortDateText(typicalOn)}.`
  const begin = ifSubmittedNow ? 'If it is submitted today: likely' : 'Likely'
  return typicalOn === likelyBy
    ? `${begin} by ${shortDateText(likelyBy)}, in 8 of 10 cases.`
    : `${begin} ${shortDateText(typicalOn)}, by ${shortDateText(likelyBy)} in 8 of 10 cases.`
}

/**
 * On what it rests: `From 43 ports from Example Telecom since March 2026.`
 *
 * @param isForCustomer who is not told how many ports others have.
 */
export function basisWords({ basis }: PortForecast, losingCarrier: string | null, isForCustomer: boolean): string {
  const { from, count, since } = basis
  const loser = losingCarrier ?? 'the losing carrier'
  const sinceWhen = since === null ? '' : ` since ${monthText(since)}`
  switch (from) {
    case 'date':
      return 'That is the date that was agreed.'
    case 'carrier':
      return isForCustomer
        ? `From what earlier moves from ${loser} took.`
        : `From ${count} ports from ${loser}${sinceWhen}.`
    case 'kind':
      return isForCustomer
        ? 'From what earlier moves of this kind took.'
        : `From ${count} ports of this kind${sinceWhen}, as those from ${loser} are too few yet.`
    case 'rules':
      return isForCustomer
        ? 'From how long each step usually takes.'
        : `From how long the steps take, as ${soFew(count)}.`
  }
}

function soFew(count: number): string {
  if (count >= 20) return 'too few ports stood here as long'
  if (count === 0) return 'no port of this kind is finished yet'
  return `only ${count === 1 ? 'one port' : `${count} ports`} of this kind ${count === 1 ? 'is' : 'are'} finished yet`
}
