import { bucketOf } from '../bucket.ts'
import type { CustomerPlace } from '../ledger/decisions-of.ts'

export const placeOfCustomer = (customer: string): CustomerPlace => ({ bucket: bucketOf(customer), customer })
