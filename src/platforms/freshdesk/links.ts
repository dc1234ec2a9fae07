/** The page on which an agent of a Freshdesk account reads a ticket. */
export const agentPage = (baseUrl: string, ticketId: string): string =>
  `${baseUrl}/a/tickets/${encodeURIComponent(ticketId)}`;
