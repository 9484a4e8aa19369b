// Puts values into words of the interface.

/** Return words with each `{name}` replaced by its value, whatever signs that has. */
export function withValues(words, values) {
  return words.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}
