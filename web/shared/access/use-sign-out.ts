import { useRouter } from '@tanstack/react-router'
import { detailOf } from '../api/api-problem.ts'
import { chooseReseller } from '../api/chosen-reseller.ts'
import { call } from '../api/client.ts'
import { tellFailure } from '../feedback/toast.tsx'

/** Signs out. The page is loaded anew, so that nothing of what was seen stays in its memory. */
export function useSignOut(): () => Promise<void> {
  const { basepath } = useRouter()
  return async () => {
    try {
      await call('signOut', {})
    } catch (error) {
      tellFailure(detailOf(error))
      return
    }
    chooseReseller(undefined)
    location.assign(`${basepath === '/' ? '' : basepath}/sign-in`)
  }
}
