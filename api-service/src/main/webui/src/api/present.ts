/**
 * A schema as it is on the wire: the document says "or null" of what may be missing, and the service
 * leaves it out.
 */
export type Present<T> = T extends readonly (infer E)[]
  ? Present<E>[]
  : T extends object
    ? Flat<
        { [K in keyof T as null extends T[K] ? never : K]: Present<T[K]> } & {
          [K in keyof T as null extends T[K] ? K : never]?: Present<Exclude<T[K], null>>;
        }
      >
    : T;

/** A request's object: every field may be left out. */
export type Asked<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: Asked<T[K]> }
    : T;

type Flat<T> = { [K in keyof T]: T[K] };
