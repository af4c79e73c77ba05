package dev.npexport.model.job;

import java.util.UUID;

/**
 * A worker's hold on the planning or packaging of one attempt of a job. Every update of the holder
 * names it; once the row says otherwise, the update changes nothing.
 */
public record JobClaim(UUID jobId, int attempt, String worker) {}
