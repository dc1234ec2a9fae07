/**
 * Top-level domains that people spell out ("dot museum"): all of the countries, and the generic ones in common
 * use. An address with a real dot needs no list. @see IANA root zone database
 */
const COUNTRIES =
  'ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw';
const GENERIC =
  'com org net edu gov mil int info biz name pro aero coop museum jobs mobi travel tel cat post xxx asia app dev page web cloud tech online site website store shop xyz top club live life world today news media blog email mail space digital agency studio design solutions services support systems software technology network company business group team work works link click zone global international consulting finance financial capital bank insurance legal law health care clinic doctor dental academy school university education training photography photo photos pictures art gallery music video tv film games game sport fitness fun events house home homes property estate land garden farm cafe restaurant bar pub food pizza coffee wine beer hotel travel tours flights taxi auto cars bike boutique fashion clothing shoes jewelry gifts toys tools parts builders construction engineering energy green eco bio science institute foundation charity ngo church community social chat dating love family kids baby men women berlin london paris nyc tokyo hamburg koeln wien amsterdam brussels madrid barcelona moscow istanbul sydney melbourne bayern nrw ruhr saarland tirol swiss scot wales irish quebec africa arab example test invalid local versicherung reise immo haus jetzt gmbh ltd llc inc plc srl sarl';

/** The alternatives as the source of an expression, longest first; a country may stand behind another ("co.uk"). */
export const SPELLED_TOP_LEVEL = `(?:(?:co|com|org|net|ac|gov|edu|or|ne)(?:\\s{0,2}(?:\\.|dot|punkt|point|punto)\\s{0,2}|\\.)(?:${COUNTRIES.replaceAll(' ', '|')})|${GENERIC.split(
  ' ',
)
  .sort((left, right) => right.length - left.length)
  .join('|')}|${COUNTRIES.replaceAll(' ', '|')})(?![\\p{L}\\p{N}])`;
