/** The page on which an agent of a Zendesk account reads a ticket. */
export const agentPage = (baseUrl: string, ticketId: string): string =>
  `${baseUrl}/agent/tickets/${encodeURIComponent(ticketId)}`;
