/** The part of standard CEL that expressions may use; each name with the form its mend shows. */
export const FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['has', 'has(data.reason)'],
  ['size', 'size(data.items)'],
  ['duration', 'duration("30h")'],
  ['timestamp', 'timestamp("2026-03-01T12:00:00Z")'],
  ['string', 'string(data.count)'],
  ['int', 'int(data.count)'],
  ['double', 'double(data.count)'],
])

export const METHODS: ReadonlyMap<string, string> = new Map([
  ['startsWith', 'data.queue.startsWith("INFO")'],
  ['endsWith', 'data.queue.endsWith("INFO")'],
  ['contains', 'data.queue.contains("INFO")'],
  ['matches', 'data.queue.matches("^INFO[0-9]+")'],
  ['lowerAscii', 'data.queue.lowerAscii()'],
  ['upperAscii', 'data.queue.upperAscii()'],
  ['trim', 'data.queue.trim()'],
  ['size', 'data.queue.size()'],
])

/** Loops over a list; none inside another. */
export const LOOPS: ReadonlyMap<string, string> = new Map([
  ['exists', 'data.items.exists(item, item.kind == "x")'],
  ['all', 'data.items.all(item, item.kind == "x")'],
  ['exists_one', 'data.items.exists_one(item, item.kind == "x")'],
  ['filter', 'data.items.filter(item, item.kind == "x")'],
  ['map', 'data.items.map(item, item.kind)'],
])

/** The form of a known function, method or loop. */
export const formOf = (name: string): string | undefined => FUNCTIONS.get(name) ?? METHODS.get(name) ?? LOOPS.get(name)
