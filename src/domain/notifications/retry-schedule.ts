const MINUTE = 60
const HOUR = 60 * MINUTE

/** Seconds after each failed attempt: what a mail server that is away for a weekend takes. Some three days in all. */
const MAIL_DELAYS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR, 24 * HOUR]

/** The schedule the Standard Webhooks rules recommend: some three days in all. */
const WEBHOOK_DELAYS = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]

/** A webhook that took nothing for so long is switched off. */
export const WEBHOOK_PATIENCE_DAYS = 5

/** @returns after how many seconds to try again, after so many attempts; undefined: that was the last. */
export function mailRetryDelay(attempts: number): number | undefined {
  return MAIL_DELAYS[attempts - 1]
}

/** @returns after how many seconds to try again, after so many attempts; undefined: that was the last. */
export function webhookRetryDelay(attempts: number): number | undefined {
  return WEBHOOK_DELAYS[attempts - 1]
}
