import { timeText } from '../format/dates.ts'

const STEP_MINUTES = 30

/** Every half hour from one time of the day (`08:00`) to before another. */
export function timesBetween(from: string, to: string): readonly string[] {
  const [first, end] = [minutesOf(from), minutesOf(to)]
  const count = Math.max(0, Math.ceil((end - first) / STEP_MINUTES))
  return Array.from({ length: count }, (_, index) => textOf(first + index * STEP_MINUTES))
}

/** `9:30 am` of `09:30`. */
export function clockText(time: string): string {
  return timeText(`2026-01-01T${time}:00Z`, 'UTC')
}

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}

function textOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
