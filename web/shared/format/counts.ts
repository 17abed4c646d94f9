/** `12,408`. */
export function countText(count: number): string {
  return count.toLocaleString('en-AU')
}

/** `1 number`, `12 numbers`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`
}

/** `1:05`, `1:02:09`: a call's length. */
export function durationText(seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = String(seconds % 60).padStart(2, '0')
  return hours === 0 ? `${minutes}:${rest}` : `${countText(hours)}:${String(minutes).padStart(2, '0')}:${rest}`
}

/** `15,432 h`, `12 min`: what many calls come to. */
export function hoursText(seconds: number): string {
  return seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${countText(Math.round(seconds / 3600))} h`
}

/** `1.2 MB`. */
export function bytesText(bytes: number): string {
  const [unit, size] = SIZES.find(([, each]) => bytes >= each) ?? ['bytes', 1]
  return size === 1 ? `${bytes} bytes` : `${(bytes / size).toFixed(1)} ${unit}`
}

const SIZES: readonly (readonly [string, number])[] = [
  ['GB', 1e9],
  ['MB', 1e6],
  ['kB', 1e3],
]
