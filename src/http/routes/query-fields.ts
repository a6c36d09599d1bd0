/** Query names that several doors take. */
export const CUSTOMER = { kind: 'text', says: 'Whose: an alias, as its system issued it: crm:123.' } as const
export const LIMIT = { kind: 'count', says: 'How many at most; 100 unless given.', most: 500 } as const
export const CURSOR = { kind: 'text', says: 'Where the page begins: “next” of the one before.' } as const
