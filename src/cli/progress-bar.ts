import { SingleBar } from 'cli-progress'

export interface ProgressBar {
  update(done: number, total: number, items: number): void
  /** Twice is harmless. */
  stop(): void
}

/**
 * Progress on stderr: a bar with the rate and the time left on a terminal, elsewhere a line every ten seconds. `unit` is
 * what is counted; the bar's own measure (bytes, rows) is the caller's.
 */
export function createProgressBar(title: string, unit: string): ProgressBar {
  const startedAt = performance.now()
  let bar: SingleBar | undefined
  let saidAt = startedAt
  const rate = (items: number): string =>
    Math.round(items / ((performance.now() - startedAt) / 1000)).toLocaleString('en-AU')
  return {
    update(done, total, items) {
      if (process.stderr.isTTY) {
        bar ??= startBar(title, unit, total)
        bar.update(done, { items: items.toLocaleString('en-AU'), rate: rate(items) })
        return
      }
      if (performance.now() - saidAt < 10_000) return
      saidAt = performance.now()
      const percent = Math.floor((done / total) * 100)
      process.stderr.write(
        `${title}: ${percent} %, ${items.toLocaleString('en-AU')} ${unit}, ${rate(items)} a second\n`,
      )
    },
    stop() {
      bar?.stop()
      bar = undefined
    },
  }
}

function startBar(title: string, unit: string, total: number): SingleBar {
  const bar = new SingleBar({
    format: `${title} [{bar}] {percentage} %  {items} ${unit}  {rate} a second  {eta_formatted} left`,
    stream: process.stderr,
    hideCursor: true,
    barsize: 30,
  })
  bar.start(total, 0, { items: '0', rate: '0' })
  return bar
}
