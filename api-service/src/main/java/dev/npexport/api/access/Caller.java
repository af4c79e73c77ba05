package dev.npexport.api.access;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who was let in.
 *
 * @param until when the token that says so ends; empty if it does not
 */
record Caller(Optional<Instant> until) {}
