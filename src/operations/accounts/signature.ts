import { actorLabel, nameOf, type Actor } from '#domain/access/actor.ts'

/** Who did something, as histories and notes keep it: `user 12`, and the name people know. */
export function signature(actor: Actor): { readonly actor: string; readonly actorName: string } {
  return { actor: actorLabel(actor), actorName: nameOf(actor) }
}
