/** Words for "@" in the languages of our users, as the source of an expression. */
export const AT_WORDS = 'at(?:[- ]sign)?|ät|arroba|chez|na|chiocciola|apenstaartje|małpa|zavináč|собака';

/** Words for the dot of an address. */
export const DOT_WORDS = 'dot|period|punkt|point|punto|ponto|punt|kropka|tečka|точка';
