/** The product's sign. */
export const Mark = () => <img class="mark" src="/favicon.svg" alt="" width="32" height="32" />;
