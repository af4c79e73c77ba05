package dev.npexport.api;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What can be set for this service. Each key is also an environment variable, {@code data-dir} for
 * example {@code NPEXPORT_DATA_DIR}.
 */
@ConfigMapping(prefix = "npexport")
public interface NpexportConfig {

  /** The folder that requests name files in and where archives are written. */
  @WithDefault("data")
  String dataDir();

  /**
   * Folders outside the data root whose files may be named by absolute path, joined by the
   * platform's path separator.
   */
  Optional<String> inputRoots();

  /** Allows other machines to reach the service although nobody has to say who they are. */
  @WithDefault("false")
  boolean allowUnauthenticated();

  /** Ends the service when the process that started it is gone; {@code ParentWatch} does it. */
  @WithDefault("false")
  boolean exitWithParent();

  /**
   * Accepts an export while the broker is down and publishes it later; otherwise such a request is
   * answered 503.
   */
  @WithDefault("false")
  boolean acceptWhenBrokerDown();

  /** What is removed by itself; nothing unless it is asked for. */
  Retention retention();

  /** Keys below {@code npexport.retention}. */
  interface Retention {

    /** How long a job that has ended is kept, with its archive and finished shards. */
    Optional<Duration> jobsAfter();

    /**
     * How long a file below {@code exports} or {@code work} that belongs to no job is kept; it must
     * be longer than any packaging takes.
     */
    Optional<Duration> orphansAfter();

    /** How often old jobs and orphans are looked for. */
    @WithDefault("10m")
    Duration interval();
  }

  /**
   * Memory for the tables of features that are looked at. The texts of one that would take more are
   * read with every search.
   */
  @WithDefault("128M")
  MemorySize featureTables();

  /** How often the rows of watched jobs are read, in case the broker lost an event. */
  @WithDefault("1500ms")
  Duration watchPoll();

  /**
   * A file with the token that clients have to send as {@code Authorization: Bearer …}; with it,
   * nothing is answered to others.
   */
  Optional<Path> apiTokenFile();

  /** An OpenID Connect issuer whose access tokens are accepted. */
  Oidc oidc();

  /** How long a browser stays signed in. */
  @WithDefault("12h")
  Duration sessionLifetime();

  /**
   * A file with at least 32 random bytes that sessions and links are signed with, for replicas that
   * have no API token in common.
   */
  Optional<Path> sessionKeyFile();

  /** Keys below {@code npexport.oidc}. */
  interface Oidc {

    /** The issuer's address, where {@code /.well-known/openid-configuration} lies below. */
    Optional<String> issuer();

    /** What a token's {@code aud} must contain. */
    Optional<String> audience();
  }
}
