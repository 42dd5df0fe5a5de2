/** FNV-1a with a final mix: the same text always gives the same 32 bits. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return mix(hash);
}

/** A number in [0, 1) that depends on nothing but its arguments (no state, so any order can be made alone). */
export function chance(seed: number, kind: number, n: number): number {
  return mix(mix(seed ^ Math.imul(kind + 1, 0x9e3779b1)) ^ Math.imul(n + 1, 0x85ebca6b)) / 0x1_0000_0000;
}

/** A whole number in [0, below). */
export function roll(seed: number, kind: number, n: number, below: number): number {
  return Math.floor(chance(seed, kind, n) * below);
}

export function pick<T>(seed: number, kind: number, n: number, from: readonly T[]): T {
  return from[roll(seed, kind, n, from.length)] as T;
}

function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}
