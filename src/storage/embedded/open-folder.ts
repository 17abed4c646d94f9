import { chmod, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Makes the folder, and those above it that are missing, so that every account can enter them whatever the umask says. */
export async function makeOpenFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true })
  if (first === undefined) return
  for (let made = folder; made.length >= first.length; made = dirname(made)) await chmod(made, 0o755)
}
