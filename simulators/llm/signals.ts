/** What simple signs in a text say about it. */
export interface Signals {
  root_cause: 'bug' | 'feature' | 'refund' | 'other';
  urgency: 'high' | 'medium' | 'low';
  sentiment: 'positive' | 'neutral' | 'negative';
}

const REFUND =
  /refund|money back|charged (twice|again)|double charge|chargeback|erstattung|rückerstattung|geld zurück|rembours|reembols|devoluci|estorno|返金|zwrot|استرداد/giu;
const BUG =
  /bug|error|crash|broken|fail|exception|not working|doesn'?t work|stack ?trace|freez|fehler|abgestürzt|funktioniert nicht|erreur|plante|ne marche pas|no funciona|fallo|erro\b|não funciona|travando|エラー|błąd|nie działa|خطأ/giu;
const FEATURE =
  /feature|would (love|be (great|nice|good))|could you add|wish(list)?|please add|suggest|roadmap|wünsch|wäre (schön|toll)|vorschlag|serait (bien|utile)|j'aimerais|sería (útil|genial)|sugerencia|seria (ótimo|bom)|gostaria|機能|funkcj/giu;
const HIGH =
  /urgent|asap|immediately|outage|production|deadline|down for|data loss|security|lawyer|legal|cannot log ?in|dringend|sofort|ausfall|immédiatement|bloqué|urgente|inmediatamente|imediatamente|至急|緊急|pilne|عاجل/giu;
const LOW =
  /no (rush|hurry)|whenever|minor|not urgent|nice to have|just wondering|thank|danke|merci|gracias|obrigad|keine eile/giu;
const NEGATIVE =
  /angry|furious|unacceptable|terrible|worst|awful|ridiculous|disappoint|frustrat|useless|fed up|scam|cancel|inakzeptabel|unverschämt|enttäuscht|wütend|inadmissible|déçu|scandaleux|inaceptable|pésimo|decepcion|inaceitável|péssimo|最悪|skandal/giu;
const POSITIVE =
  /love|great|awesome|fantastic|amazing|thank you so much|wonderful|excellent|brilliant|super|großartig|toll|génial|parfait|excelente|genial|maravilh|素晴らしい|świetn|رائع/giu;

/** Judges a text by the words in it: the same text always gets the same verdict. */
export function readSignals(text: string): Signals {
  const [refund, bug, feature] = [count(text, REFUND), count(text, BUG), count(text, FEATURE)];
  const [negative, positive] = [count(text, NEGATIVE), count(text, POSITIVE)];
  return {
    root_cause: rootCauseOf({ refund, bug, feature }),
    urgency: urgencyOf(count(text, HIGH), count(text, LOW), bug),
    sentiment: negative > positive ? 'negative' : positive > negative ? 'positive' : 'neutral',
  };
}

function rootCauseOf({
  refund,
  bug,
  feature,
}: {
  refund: number;
  bug: number;
  feature: number;
}): Signals['root_cause'] {
  const most = Math.max(refund, bug, feature);
  if (most === 0) return 'other';
  if (refund === most) return 'refund';
  return bug === most ? 'bug' : 'feature';
}

function urgencyOf(high: number, low: number, bug: number): Signals['urgency'] {
  if (high > low) return 'high';
  return low > 0 || bug === 0 ? 'low' : 'medium';
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
