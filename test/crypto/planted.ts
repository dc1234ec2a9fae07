/** What every text that must not be stored in the clear begins with. Names of types, ids and files are free of it. */
export const MARK = 'pLaNtEd';

/** Texts put wherever a run carries data; each names its place. */
export const planted = (place: string): string => `${MARK}-${place}`;
