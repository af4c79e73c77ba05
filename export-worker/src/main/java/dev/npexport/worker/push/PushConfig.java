package dev.npexport.worker.push;

import java.util.UUID;

/**
 * The config of a push.
 *
 * @param exportId the finished export
 * @param target name of a configured target
 */
record PushConfig(UUID exportId, String target) {}
